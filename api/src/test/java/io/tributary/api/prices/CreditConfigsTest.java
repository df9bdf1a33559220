package io.tributary.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Prices;
import io.tributary.outbox.Tenant;
import io.tributary.schemas.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CreditConfigsTest {
  private static final String PATH = "/api/credits/configs";

  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();
  private final String manager = api.token(tenant, CallerRole.MANAGER);
  private final String operation = "crm." + Ids.next();

  @AfterEach
  void heal() {
    api.prices.standing = new Prices.Standing(Prices.State.CURRENT, null);
  }

  private Reply create(String scope, long amount) {
    return api.http
        .post(PATH)
        .token(api.platform())
        .json("{'operationType':'" + operation + "','creditAmount':" + amount + scope + "}")
        .send();
  }

  private Reply resolve(String more) {
    return api.http.get(PATH + "/resolve?application=crm&operationCode=" + operation + more).token(manager).send();
  }

  @Test
  void aPriceIsSetResolvedReplacedAndEnded() {
    assertThat(resolve("").code()).isEqualTo("price_not_found");
    Reply global = create("", 5);
    assertThat(global.status()).as(global.toString()).isEqualTo(201);
    assertThat(global.json().get("scope").asString()).isEqualTo("global");
    assertThat(global.json().get("operationCode").asString()).isEqualTo(operation);
    assertThat(global.json().has("effectiveTo")).isFalse();
    Reply own = create(",'tenantId':'" + tenant.id() + "','application':'CRM'", 3);
    assertThat(own.json().get("scope").asString()).isEqualTo("tenant+application");
    assertThat(resolve("").json()).isEqualTo(own.json());

    String path = PATH + "/" + own.json().get("id").asString();
    Reply next = api.http.call("PUT", path).token(api.platform()).json("{'creditAmount':4}").send();
    assertThat(next.status()).as(next.toString()).isEqualTo(200);
    assertThat(next.json().get("replaces")).isEqualTo(own.json().get("id"));
    assertThat(resolve("").json().get("creditAmount").asLong()).isEqualTo(4);
    String successor = PATH + "/" + next.json().get("id").asString();
    assertThat(next.header("Location")).isEqualTo(successor);
    assertThat(api.http.call("DELETE", successor).token(api.platform()).send().status()).isEqualTo(204);
    assertThat(resolve("").json()).isEqualTo(global.json());
    assertThat(api.http.get(successor).token(manager).send().json().has("effectiveTo")).isTrue();
  }

  @Test
  void aTenantSeesItsOwnAndEverybodys() {
    create("", 5);
    create(",'tenantId':'" + tenant.id() + "'", 3);
    Reply others = create(",'tenantId':'" + api.tenant().id() + "'", 2);
    String list = PATH + "?limit=1&operationCode=" + operation;
    JsonNode first = api.http.get(list).token(manager).send().json();
    assertThat(first.at("/items/0/creditAmount").asLong()).isEqualTo(5);
    JsonNode second = api.http.get(list + "&cursor=" + first.get("next").asString()).token(manager).send().json();
    assertThat(second.at("/items/0/tenantId").asString()).isEqualTo(tenant.id().toString());
    assertThat(second.get("next").isNull()).isTrue();
    String foreign = PATH + "/" + others.json().get("id").asString();
    assertThat(api.http.get(foreign).token(manager).send().code()).isEqualTo("credit_config_not_found");
    assertThat(api.http.get(foreign).token(api.platform()).send().status()).isEqualTo(200);
  }

  @Test
  void whatContradictsItselfIsNamed() {
    assertThat(create(",'tenantId':'" + tenant.id() + "','plan':'free'", 1).field()).isEqualTo("plan");
    assertThat(create(",'operationCode':'other'", 1).field()).isEqualTo("operationType");
    assertThat(create(",'effectiveFrom':'soon'", 1).field()).isEqualTo("effectiveFrom");
    assertThat(create("", 0).code()).isEqualTo("amount_negative");
    assertThat(api.http.call("DELETE", PATH + "/x").token(api.platform()).send().code())
        .isEqualTo("credit_config_not_found");
  }

  @Test
  void healthTellsWhatPricesAreWorth() {
    api.prices.standing = new Prices.Standing(Prices.State.STALE, "2026-01-01T00:00:00Z");
    assertThat(api.http.get("/health").send().json().at("/services/prices").asString()).isEqualTo("degraded");
    api.prices.standing = new Prices.Standing(Prices.State.LOADING, null);
    assertThat(api.http.get("/health/ready").send().json().get("waitingFor").toString()).contains("prices");
  }
}
