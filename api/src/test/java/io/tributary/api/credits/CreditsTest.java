package io.tributary.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CreditsTest {
  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();
  private final String manager = api.token(tenant, CallerRole.MANAGER);

  @AfterEach
  void heal() {
    api.ledger.behind = false;
    api.ledger.away = false;
    api.ledger.busy = false;
  }

  private Reply fund(String amount, String key) {
    return api.http
        .post("/api/credits/fund")
        .token(api.platform())
        .header("Idempotency-Key", key)
        .json("{'tenantId':'" + tenant.id() + "','creditAmount':" + amount + ",'reason':'monthly'}")
        .send();
  }

  private Reply allocate(String application, long amount, String key) {
    return api.http
        .post("/api/admin/credits/allocate/application")
        .token(manager)
        .header("Idempotency-Key", key)
        .json("{'targetApplication':'" + application + "','creditAmount':" + amount + ",'allocationPurpose':'x'}")
        .send();
  }

  @Test
  void fundingAnswersWithTheTotals() {
    Reply reply = fund("100", "k1");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    JsonNode body = reply.json();
    assertThat(body.get("entityId").asString()).isEqualTo(tenant.id().toString());
    assertThat(body.get("funded").asLong()).isEqualTo(100);
    assertThat(body.get("reason").asString()).isEqualTo("monthly");
    assertThat(body.get("position").asString()).isEqualTo(reply.header("Tributary-Position"));
    assertThat(reply.header("Idempotency-Replayed")).isNull();
    assertThat(fund("1", "again").header("Idempotency-Replayed")).isEqualTo("true");
    Reply limit = fund("9000000000000000", "k2");
    assertThat(limit.status()).isEqualTo(409);
    assertThat(limit.code()).isEqualTo("funding_limit");
  }

  @Test
  void anAllocationIsAppliedWhenItAnswersOrSaysThatItIsNot() {
    fund("100", "k");
    Reply applied = allocate("hrms", 60, "a1");
    assertThat(applied.status()).as(applied.toString()).isEqualTo(201);
    assertThat(applied.json().get("targetApplication").asString()).isEqualTo("hr");
    assertThat(applied.json().get("sourceEntityId").asString()).isEqualTo(tenant.id().toString());
    assertThat(applied.json().get("unallocated").asLong()).isEqualTo(40);
    assertThat(applied.json().get("applied").asBoolean()).isTrue();
    assertThat(applied.json().get("balance").asLong()).isEqualTo(60);

    api.ledger.behind = true;
    Reply late = allocate("crm", 10, "a2");
    assertThat(late.status()).isEqualTo(201);
    assertThat(late.json().get("applied").asBoolean()).isFalse();
    assertThat(late.json().has("balance")).isFalse();
    assertThat(late.header("Tributary-Position")).isNotNull();
  }

  private Reply allocate(String terms) {
    return api.http
        .post("/api/admin/credits/allocate/application")
        .token(manager)
        .json("{'targetApplication':'crm','creditAmount':1,'terms':" + terms + "}")
        .send();
  }

  @Test
  void termsAreReadShownAndListed() {
    fund("10", "k");
    Reply made =
        allocate(
            "{'kind':'promotional','priority':10,'effectiveAt':'2026-01-31T01:00:00+01:00','expiresAt':'2999-01-01T00:00:00Z',"
                + "'recurrence':{'interval':'month'},'rollover':{'max':5},'costBasis':'0.0125','externalKey':'inv-7'}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    JsonNode terms = made.json().get("terms");
    assertThat(terms.get("effectiveAt").asString()).isEqualTo("2026-01-31T00:00:00.000Z");
    assertThat(terms.at("/recurrence/interval").asString()).isEqualTo("month");
    assertThat(terms.at("/rollover/min").asLong()).isZero();
    assertThat(terms.get("costBasis").asString()).isEqualTo("0.0125");
    allocate("null");
    String path = "/api/credits/allocations?limit=1";
    JsonNode first = api.http.get(path).token(manager).send().json();
    assertThat(first.at("/items/0/terms")).isEqualTo(terms);
    assertThat(first.at("/items/0/allocationId")).isEqualTo(made.json().get("allocationId"));
    JsonNode second = api.http.get(path + "&cursor=" + first.get("next").asString()).token(manager).send().json();
    assertThat(second.at("/items/0").has("terms")).isFalse();
    assertThat(second.get("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'gift'}                   | terms.kind",
        "{'priority':'1'}                  | terms.priority",
        "{'effectiveAt':'tomorrow'}        | terms.effectiveAt",
        "{'recurrence':{}}                 | terms.recurrence.interval",
        "{'recurrence':{'interval':'era'}} | terms.recurrence.interval",
        "{'rollover':{'min':0.5}}          | terms.rollover.min",
        "{'costBasis':'1e3'}               | terms.costBasis",
        "{'costBasis':1}                   | terms.costBasis",
        "{'externalKey':''}                | terms.externalKey",
      })
  void termsThatCantBeReadAreNamed(String terms, String field) {
    Reply reply = allocate(terms);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_field");
    assertThat(reply.field()).isEqualTo(field);
  }

  @Test
  void allocationsAreRefusedByTheWriteSide() {
    fund("5", "k");
    Reply poor = allocate("crm", 6, "a1");
    assertThat(poor.status()).isEqualTo(409);
    assertThat(poor.code()).isEqualTo("insufficient_funding");
    assertThat(poor.json().get("unallocated").asLong()).isEqualTo(5);
    Reply other = allocate("crm", 1, "other content");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_mismatch");
    assertThat(allocate("shop", 1, "a2").field()).isEqualTo("targetApplication");
  }

  @Test
  void walletsAreShownWithWhoServedThem() {
    fund("100", "k");
    allocate("crm", 60, "a1");
    allocate("operations", 40, "a2");
    String path = "/api/credits/wallets/" + tenant.id() + "/ops";
    Reply one = api.http.get(path).token(manager).send();
    assertThat(one.status()).as(one.toString()).isEqualTo(200);
    JsonNode wallet = one.json();
    assertThat(wallet.get("tenantId").asString()).isEqualTo(tenant.id().toString());
    assertThat(wallet.get("application").asString()).isEqualTo("operations");
    assertThat(wallet.get("balance").asLong()).isEqualTo(40);
    assertThat(wallet.get("allocated").asLong()).isEqualTo(40);
    assertThat(wallet.get("consumed").asLong()).isZero();
    assertThat(wallet.get("servedBy").asString()).isEqualTo("active");
    assertThat(wallet.get("lag").asLong()).isZero();
    assertThat(wallet.get("position").asString()).isEqualTo(one.header("Tributary-Position"));
    Reply entries = api.http.get(path + "/entries").token(manager).send();
    assertThat(entries.json().get("items").get(0).get("amount").asLong()).isEqualTo(40);
    assertThat(entries.json().get("items").get(0).get("timestamp").asString()).isEqualTo("2026-01-02T03:04:05.600Z");

    Reply first = api.http.get("/api/credits/wallets?limit=1").token(manager).send();
    assertThat(first.json().get("items").size()).isEqualTo(1);
    String cursor = first.json().get("next").asString();
    Reply second = api.http.get("/api/credits/wallets?limit=1&cursor=" + cursor).token(manager).send();
    assertThat(second.json().get("items").get(0).get("application").asString()).isEqualTo("operations");
    assertThat(second.json().get("next").isNull()).isTrue();
  }

  @Test
  void whatWasNeverAllocatedIsNotFound() {
    for (String path : new String[] {"/crm", "/crm/entries"}) {
      Reply reply = api.http.get("/api/credits/wallets/org_1" + path).token(manager).send();
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("wallet_not_found");
    }
    assertThat(api.http.get("/api/credits/wallets/org_1/shop").token(manager).send().field()).isEqualTo("application");
  }

  @Test
  void anOperationThatNobodyKnowsIsNotFound() {
    String unknown = new OperationIds("crm", "a.b", "1").encode();
    for (String id : new String[] {unknown, "nonsense", "!"}) {
      Reply reply = api.http.get("/api/operations/" + id).token(manager).send();
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("operation_not_found");
    }
  }

  @Test
  void aPositionMustBeOneOfOursAndIsWaitedFor() {
    Reply forged = api.http.get("/api/credits/wallets").token(manager).header("Tributary-Position", "xyz").send();
    assertThat(forged.status()).isEqualTo(400);
    assertThat(forged.code()).isEqualTo("invalid_position");
    String position = Objects.requireNonNull(fund("1", "k").header("Tributary-Position"));
    api.ledger.behind = true;
    Reply late = api.http.get("/api/credits/wallets").token(manager).header("Tributary-Position", position).send();
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.code()).isEqualTo("position_not_reached");
    assertThat(late.header("Retry-After")).isEqualTo("1");
    api.ledger.away = true;
    assertThat(api.http.get("/api/credits/wallets").token(manager).send().code()).isEqualTo("not_ready");
  }

  @Test
  void whoAsksWhereTooManyDoIsToldWhenToComeBack() {
    api.ledger.busy = true;
    Reply full = api.http.get("/api/credits/wallets").token(manager).send();
    assertThat(full.status()).isEqualTo(429);
    assertThat(full.code()).isEqualTo("too_many_requests");
    assertThat(full.header("Content-Type")).startsWith("application/problem+json");
    assertThat(full.header("Retry-After")).isEqualTo("1");
  }
}
