package io.tributary.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.OnRealLedger;
import io.tributary.schemas.Context;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds, batches, streams and movements over HTTP, decided by the ledger itself. */
class LedgerIT extends OnRealLedger {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The API runs where the ledger does. */
  @Test
  void whoAsksAtHomeIsAnsweredByTheCommitAndNotByTheTopic() throws Exception {
    long events = ledger.ends(Context.CREDITS.events());
    assertThat(consume("op-1", 300).json().get("balance").asLong()).isEqualTo(700);
    assertThat(consume("op-2", 800).code()).isEqualTo("insufficient_credits");
    assertThat(get(wallet()).get("balance").asLong()).isEqualTo(700);
    assertThat(ledger.ends(Context.CREDITS.events())).isGreaterThan(events);
    assertThat(ledger.ends(Context.CREDITS.replies())).isZero();
  }

  @Test
  void aHoldIsPlacedShownAndPosted() {
    Reply held = post("/api/credits/holds", operation("op-1", 300, ",'timeoutSeconds':60"));
    assertThat(held.status()).as(held.toString()).isEqualTo(200);
    assertThat(held.json().get("balance").asLong()).isEqualTo(700);
    String hold = held.json().get("holdId").asString();
    assertThat(held.json().get("expiresAt").asString()).isNotEmpty();
    JsonNode listed = get(wallet() + "/holds").get("items").get(0);
    assertThat(listed.get("holdId").asString()).isEqualTo(hold);
    assertThat(listed.get("reserved").get(0).get("amount").asLong()).isEqualTo(300);
    assertThat(get(wallet()).get("held").asLong()).isEqualTo(300);
    assertThat(get(wallet() + "/grants").get("items").get(0).get("available").asLong()).isEqualTo(700);

    assertThat(post("/api/credits/holds/" + hold + "/post", "{'creditAmount':301,'operationId':'x'}").code())
        .isEqualTo("exceeds_hold");
    Reply posted = post("/api/credits/holds/" + hold + "/post", "{'creditAmount':120}");
    assertThat(posted.json().get("creditAmount").asLong()).isEqualTo(120);
    assertThat(posted.json().get("balance").asLong()).isEqualTo(880);
    assertThat(post("/api/credits/holds/" + hold + "/post", "{'creditAmount':120}").json().get("replayed").asBoolean())
        .isTrue();
    assertThat(post("/api/credits/holds/" + hold + "/post", "{'creditAmount':121}").field()).isEqualTo("creditAmount");
    assertThat(post("/api/credits/holds/" + hold + "/void", "").code()).isEqualTo("hold_already_posted");
    assertThat(post("/api/credits/holds/none/void", "").code()).isEqualTo("hold_not_found");
    JsonNode entries = get(wallet() + "/entries").get("items");
    assertThat(entries.valueStream().map(entry -> entry.get("type").asString()))
        .containsExactly("credit.hold_posted", "credit.held", "credit.allocated");
    assertThat(entries.valueStream().mapToLong(entry -> entry.get("amount").asLong()).sum()).isEqualTo(880);
  }

  @Test
  void aPolicyAllowsAnOverdraftAndAReversalTakesItBack() {
    Reply set =
        ledger.api.http.call("PUT", wallet() + "/policy").token(ledger.api.platform())
            .json("{'tenantId':'" + tenant.id() + "','overdraft':500}").send();
    assertThat(set.status()).as(set.toString()).isEqualTo(200);
    assertThat(get(wallet() + "/policy").get("overdraft").asLong()).isEqualTo(500);
    assertThat(post("/api/credits/consume", operation("op-1", 1200, "")).json().get("balance").asLong())
        .isEqualTo(-200);
    String reverse = "{'application':'crm','operationCode':'crm.accounts.create','creditAmount':300,'operationId':'r'}";
    assertThat(post("/api/credits/consume/op-1/reverse", reverse).json().get("balance").asLong()).isEqualTo(100);
    Reply sent =
        post(
            "/api/credits/transfers",
            "{'from':{'application':'crm'},'to':{'application':'hr'},'creditAmount':40,'operationId':'t'}");
    assertThat(sent.json().get("balance").asLong()).as(sent.toString()).isEqualTo(60);
    assertThat(get("/api/credits/wallets/" + tenant.id() + "/hr").get("balance").asLong()).isEqualTo(40);
  }

  @Test
  void aBatchAnswersInOrderAndALinkedOneIsAllOrNothing() {
    String items = operation("a", 600, "") + "," + operation("b", 600, "") + "," + operation("c", 100, "");
    Reply linked = post("/api/credits/consume/batch", "{'linked':true,'operations':[" + items + "]}");
    assertThat(linked.status()).as(linked.toString()).isEqualTo(200);
    assertThat(codes(linked.json())).containsExactly(
        "linked_operation_failed", "insufficient_credits", "linked_operation_failed");
    assertThat(get(wallet()).get("balance").asLong()).isEqualTo(1000);
    Reply partial = post("/api/credits/consume/batch", "{'operations':[" + items + "]}");
    assertThat(codes(partial.json())).containsExactly("", "insufficient_credits", "");
    assertThat(partial.json().get("approved").asInt()).isEqualTo(2);
    assertThat(get(wallet()).get("balance").asLong()).isEqualTo(300);
    Reply wrong = post("/api/credits/consume/batch", "{'operations':[" + operation("a", 1, "") + ",{}]}");
    assertThat(wrong.field()).isEqualTo("operations[1].application");
  }

  @Test
  void batchesAndStreamsTakePricesToo() {
    Reply priced = post("/api/credits/configs", "{'operationCode':'crm.mails.send','application':'crm','creditAmount':7}",
        ledger.api.platform());
    String price = priced.json().get("id").asString();
    String mail = "{'application':'crm','operationCode':'crm.mails.send','operationId':'m-1'}";
    Reply batch = post("/api/credits/consume/batch", "{'operations':[" + mail + "," + mail.replace("m-1", "m-2") + ","
        + mail.replace("crm.mails.send", "crm.unpriced") + "]}");
    assertThat(codes(batch.json())).as(batch.toString()).containsExactly("", "", "price_not_found");
    assertThat(batch.json().at("/outcomes/1/creditAmount").asLong()).isEqualTo(7);
    assertThat(batch.json().at("/outcomes/1/priceId").asString()).isEqualTo(price);

    JsonNode again = JSON.readTree(stream(mail).text());

    assertThat(again.get("replayed").asBoolean()).isTrue();
    assertThat(get(wallet()).get("balance").asLong()).isEqualTo(986);
    assertThat(get(wallet() + "/entries").at("/items/0/priceId").asString()).isEqualTo(price);
    Reply hold = post("/api/credits/consume/batch", "{'operations':[" + mail.replace("}", ",'hold':true}") + "]}");
    assertThat(hold.field()).as("a hold names its amount").isEqualTo("operations[0].creditAmount");
  }

  @Test
  void aLeaseIsTakenSpentShownAndClosed() {
    String body = "{'application':'crm','creditAmount':300,'ttlSeconds':60,'operationId':'l'";
    Reply taken = post("/api/credits/leases", body + "}");
    assertThat(taken.status()).as(taken.toString()).isEqualTo(200);
    assertThat(taken.json().get("balance").asLong()).isEqualTo(700);
    String lease = taken.json().get("leaseId").asString();
    Instant decidedAt = Instant.parse(taken.json().get("decidedAt").asString());
    assertThat(Instant.parse(taken.json().get("settleBy").asString()))
        .isEqualTo(Instant.parse(taken.json().get("expiresAt").asString()).plusSeconds(86_400))
        .isEqualTo(decidedAt.plusSeconds(86_460));
    assertThat(post("/api/credits/leases", body + "}").json().get("replayed").asBoolean()).isTrue();
    assertThat(post("/api/credits/leases", body + ",'graceSeconds':2764800}").field()).isEqualTo("graceSeconds");
    assertThat(post("/api/credits/leases", body.replace("'l'", "'m'") + ",'graceSeconds':2764800}").code())
        .isEqualTo("lease_too_long");

    post("/api/credits/consume", operation("direct", 10, ""));
    String when = ",'occurredAt':'" + decidedAt + "'";
    String late = "{'operations':[" + operation("direct", 10, when) + "," + operation("late", 120, when) + ","
        + operation("much", 181, when) + "," + operation("after", 1, ",'occurredAt':'" + decidedAt.plusSeconds(61) + "'")
        + "]}";
    Reply told = post("/api/credits/leases/" + lease + "/consumptions", late);
    assertThat(codes(told.json())).as(told.toString()).containsExactly("", "", "exceeds_lease", "lease_expired");
    assertThat(told.json().get("outcomes").get(0).get("replayed").asBoolean()).isTrue();
    assertThat(post("/api/credits/consume", operation("late", 120, "")).json().get("replayed").asBoolean()).isTrue();
    assertThat(get("/api/credits/leases/" + lease).get("left").asLong()).isEqualTo(180);
    assertThat(get(wallet() + "/leases").get("items").get(0).get("leaseId").asString()).isEqualTo(lease);
    Reply wrong = post("/api/credits/leases/" + lease + "/consumptions",
        "{'operations':[" + operation("held", 1, ",'hold':true") + "]}");
    assertThat(wrong.field()).isEqualTo("operations[0].hold");

    Reply closed = ledger.api.http.call("DELETE", "/api/credits/leases/" + lease).token(token).send();
    assertThat(closed.json().get("balance").asLong()).as(closed.toString()).isEqualTo(870);
    assertThat(get("/api/credits/leases/" + lease).get("status").asString()).isEqualTo("ended");
    assertThat(ledger.api.http.call("DELETE", "/api/credits/leases/none").token(token).send().code())
        .isEqualTo("lease_not_found");
  }

  @Test
  void aStreamAnswersEachLineAndGoesOnBehindBadOnes() {
    List<String> lines =
        List.of(
            operation("s-0", 1, ""), "not json", "", operation("s-3", 1, ",'metadata':{'x':'" + "y".repeat(70_000) + "'}"),
            operation("s-4", 0, ""), operation("s-5", 5000, ""), operation("s-6", 2, ",'hold':true"));
    Reply reply = stream(String.join("\n", lines));
    assertThat(reply.status()).isEqualTo(200);
    List<JsonNode> answers = reply.text().lines().map(JSON::readTree).toList();
    assertThat(answers).extracting(answer -> answer.get("index").asLong()).containsExactly(0L, 1L, 3L, 4L, 5L, 6L);
    assertThat(answers).extracting(answer -> answer.path("code").asString("")).containsExactly(
        "", "malformed_json", "line_too_long", "amount_negative", "insufficient_credits", "");
    assertThat(get(wallet()).get("balance").asLong()).isEqualTo(997);
  }

  @Test
  void aLongStreamKeepsItsOrder() {
    int count = 20_000;
    String lines =
        IntStream.range(0, count).mapToObj(i -> operation("n-" + i, 1, "")).collect(Collectors.joining("\n"));
    Reply reply = stream(lines);
    List<JsonNode> answers = reply.text().lines().map(JSON::readTree).toList();
    assertThat(answers).extracting(answer -> answer.get("index").asLong())
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> (long) i).toList());
    assertThat(answers.stream().filter(answer -> answer.get("decision").asString().equals("approved"))).hasSize(1000);
  }

  private Reply stream(String lines) {
    return ledger.api.http.post("/api/credits/consume/stream").token(token)
        .header("Content-Type", "application/x-ndjson").body(BodyPublishers.ofString(lines.replace('\'', '"'))).send();
  }

  private static List<String> codes(JsonNode batch) {
    return batch.get("outcomes").valueStream().map(outcome -> outcome.path("code").asString("")).toList();
  }
}
