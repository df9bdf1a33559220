package io.tributary.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.OnRealLedger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Caps, alerts and top-ups over HTTP, decided by the ledger itself. */
class LimitsIT extends OnRealLedger {
  private static final String CAPS =
      "'overdraft':5,'caps':[{'id':'daily','userId':'ann','window':'month','limit':10},{'id':'all','window':'total','limit':600}],"
          + "'alerts':[{'id':'half','percentOfGranted':50},{'id':'few','threshold':100}],"
          + "'topUp':{'threshold':500,'creditAmount':200,'maxPending':2,'expiresAfterSeconds':3600}";

  @Test
  void aPolicyIsShownAsItWasSetAndItsCapsRefuse() {
    Reply set = set(CAPS, "key-1");
    assertThat(set.status()).as(set.toString()).isEqualTo(200);
    assertThat(set(CAPS, "key-1").json().get("replayed").asBoolean()).isTrue();
    assertThat(set(CAPS.replace("'limit':600", "'limit':601"), "key-1").field()).isEqualTo("caps");
    JsonNode policy = get(wallet() + "/policy");
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
        post("/api/credits/consume/batch", "{'operations':[" + operation("c", 50, "") + "," + operation("d", 1, "") + "]}");
    assertThat(batch.json().at("/outcomes/1/cap/capId").asString()).as(batch.toString()).isEqualTo("all");
    assertThat(get(wallet() + "/entries").get("items").valueStream().map(entry -> entry.get("type").asString()))
        .containsExactly(
            "credit.consumed", "credit.top_up_requested", "credit.balance_low", "credit.consumed", "credit.policy_set",
            "credit.allocated");
  }

  @Test
  void capsTellWhatTheyHaveCounted() {
    set(CAPS.replace("'userId':'ann'", "'perUser':true"), "key-1");
    consume("a", 4);
    post("/api/credits/consume", operation("b", 3, ",'userId':'bob'"));
    JsonNode all = get(wallet() + "/policy/usage").get("items");
    assertThat(all.at("/0/capId").asString()).isEqualTo("daily");
    assertThat(all.get(0).has("used")).as("of nobody").isFalse();
    assertThat(all.at("/0/windowEndsAt").asString()).isNotEmpty();
    assertThat(all.at("/1/used").asLong()).isEqualTo(7);
    assertThat(all.at("/1/left").asLong()).isEqualTo(593);
    assertThat(get(wallet() + "/policy/usage?userId=bob").at("/items/0/used").asLong()).isEqualTo(3);
    assertThat(get(wallet() + "/policy/usage?userId=nobody").at("/items/0/used").asLong()).isZero();
  }

  @Test
  void aTopUpIsAskedForDeclinedAndAskedForAgain() {
    set(CAPS, "key-1");
    consume("a", 600);
    JsonNode asked = get(wallet() + "/top-ups");
    assertThat(asked.get("pending")).hasSize(1);
    String id = asked.at("/pending/0/topUpId").asString();
    assertThat(asked.at("/pending/0/creditAmount").asLong()).isEqualTo(200);
    String decline = wallet() + "/top-ups/" + id + "/decline";
    assertThat(post(decline, "{}").status()).as("the platform's to decline").isEqualTo(403);
    String body = "{'tenantId':'" + tenant.id() + "'}";
    Reply declined = post(decline, body, ledger.api.platform());
    assertThat(declined.status()).as(declined.toString()).isEqualTo(200);
    assertThat(post(decline, body, ledger.api.platform()).json().get("replayed").asBoolean()).isTrue();
    JsonNode left = get(wallet() + "/top-ups");
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
}
