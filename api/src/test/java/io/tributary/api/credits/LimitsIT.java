package io.tributary.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Http;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.RealLedger;
import io.tributary.outbox.Tenant;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Caps, alerts and top-ups over HTTP, decided by the ledger itself. */
class LimitsIT {
  private static final String CAPS =
      "'overdraft':5,'caps':[{'id':'daily','userId':'ann','window':'month','limit':10},{'id':'all','window':'total','limit':600}],"
          + "'alerts':[{'id':'half','percentOfGranted':50},{'id':'few','threshold':100}],"
          + "'topUp':{'threshold':500,'creditAmount':200,'maxPending':2,'expiresAfterSeconds':3600}";

  @TempDir private static Path state;
  private static RealLedger ledger;

  private Tenant tenant;
  private String token;

  @BeforeAll
  static void start() throws Exception {
    ledger = new RealLedger(state);
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @BeforeEach
  void allocate() throws Exception {
    tenant = ledger.api.tenant();
    token = ledger.api.token(tenant, CallerRole.MANAGER);
    ledger.allocate(tenant.id(), "crm", 1000);
  }

  @Test
  void aPolicyIsShownAsItWasSetAndItsCapsRefuse() {
    Reply set = set(CAPS, "key-1");
    assertThat(set.status()).as(set.toString()).isEqualTo(200);
    assertThat(set(CAPS, "key-1").json().get("replayed").asBoolean()).isTrue();
    assertThat(set(CAPS.replace("'limit':600", "'limit':601"), "key-1").field()).isEqualTo("caps");
    JsonNode policy = get("/policy");
    assertThat(policy.at("/caps/0").toString()).isEqualTo(
        "{\"id\":\"daily\",\"userId\":\"ann\",\"perUser\":false,\"window\":\"month\",\"limit\":10}");
    assertThat(policy.at("/alerts/1/threshold").asLong()).isEqualTo(100);
    assertThat(policy.at("/topUp/creditAmount").asLong()).isEqualTo(200);

    assertThat(consume("a", 550).status()).isEqualTo(200);
    Reply refused = consume("b", 51);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("spend_cap_exceeded");
    assertThat(refused.json().get("capId").asString()).isEqualTo("all");
    assertThat(refused.json().get("left").asLong()).isEqualTo(50);
    assertThat(refused.json().has("windowEndsAt")).as("it never ends").isFalse();
    Reply batch =
        post("/api/credits/consume/batch", "{'operations':[" + operation("c", 50) + "," + operation("d", 1) + "]}", token);
    assertThat(batch.json().at("/outcomes/1/cap/capId").asString()).as(batch.toString()).isEqualTo("all");
    assertThat(get("/entries").get("items").valueStream().map(entry -> entry.get("type").asString()))
        .containsExactly(
            "credit.consumed", "credit.top_up_requested", "credit.balance_low", "credit.consumed", "credit.policy_set",
            "credit.allocated");
  }

  @Test
  void aTopUpIsAskedForDeclinedAndAskedForAgain() {
    set(CAPS, "key-1");
    consume("a", 600);
    JsonNode asked = get("/top-ups");
    assertThat(asked.get("pending")).hasSize(1);
    String id = asked.at("/pending/0/topUpId").asString();
    assertThat(asked.at("/pending/0/creditAmount").asLong()).isEqualTo(200);
    String decline = wallet() + "/top-ups/" + id + "/decline";
    assertThat(post(decline, "{}", token).status()).as("the platform's to decline").isEqualTo(403);
    String body = "{'tenantId':'" + tenant.id() + "'}";
    Reply declined = post(decline, body, ledger.api.platform());
    assertThat(declined.status()).as(declined.toString()).isEqualTo(200);
    assertThat(post(decline, body, ledger.api.platform()).json().get("replayed").asBoolean()).isTrue();
    JsonNode left = get("/top-ups");
    assertThat(left.get("pending")).isEmpty();
    assertThat(left.get("declines").asInt()).isEqualTo(1);
    assertThat(left.get("retryAt").asString()).isNotEmpty();
    assertThat(post(wallet() + "/top-ups/none/decline", body, ledger.api.platform()).code())
        .isEqualTo("top_up_not_found");
  }

  private Reply set(String policy, String key) {
    return ledger.api.http.call("PUT", wallet() + "/policy").token(ledger.api.platform())
        .header("Idempotency-Key", key)
        .json("{'tenantId':'" + tenant.id() + "'," + policy + "}").send();
  }

  private Reply consume(String id, long amount) {
    return post("/api/credits/consume", operation(id, amount), token);
  }

  private static String operation(String id, long amount) {
    return "{'application':'crm','creditAmount':" + amount
        + ",'operationCode':'crm.accounts.create','operationId':'" + id + "'}";
  }

  private static Reply post(String path, String body, String token) {
    Http.Call call = ledger.api.http.post(path).token(token);
    return call.json(body).send();
  }

  private JsonNode get(String path) {
    Reply reply = ledger.api.http.get(wallet() + path).token(token).send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.json();
  }

  private String wallet() {
    return "/api/credits/wallets/" + tenant.id() + "/crm";
  }
}
