package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.Decision;
import io.tributary.credits.RefusalCode;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TigerBeetle's results for an id that is used again, through the topology. */
class PublishedIdempotencyTest {
  private final UUID tenant = UUID.randomUUID();

  @TempDir Path directory;
  private long captured;

  static Stream<PublishedCase> cases() {
    return PublishedCase.all("tigerbeetle").filter(published -> published.json().has("allocated"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesOutAsPublished(PublishedCase published) {
    try (ContextDriver driver = new ContextDriver(new CreditsTopology(), directory)) {
      allocate(driver, published.json().get("allocated"));
      for (JsonNode step : published.steps()) {
        if (step.has("allocate")) {
          allocate(driver, step.get("allocate"));
        } else {
          check(driver, step);
        }
      }
      published.json().get("consumed").properties().forEach(consumed ->
          assertThat(driver.ask(new WalletQuery(tenant, consumed.getKey(), "crm")).orElseThrow().consumed())
              .as(consumed.getKey()).isEqualTo(consumed.getValue().asLong()));
    }
  }

  private void allocate(ContextDriver driver, JsonNode amounts) {
    amounts.properties().forEach(amount -> driver.capture(
        tenant, ++captured, allocation(tenant, amount.getKey(), "crm", amount.getValue().asLong()), NOON));
  }

  private void check(ContextDriver driver, JsonNode step) {
    ConsumeCredits command = consume(
        tenant, step.get("entity").asText(), "crm", step.get("id").asText(), step.get("amount").asLong());
    command.getMeta().setUserId(step.get("user").asText());
    driver.read(Context.CREDITS.events());
    driver.pipe(Context.CREDITS.commands(), tenant, command, NOON);
    ConsumptionReply reply = driver.read(Context.CREDITS.replies(), ConsumptionReply.class).getLast();
    List<SpecificRecord> events = driver.read(Context.CREDITS.events(), SpecificRecord.class);
    String result = step.get("result").asText();
    assertThat(events.stream().anyMatch(CreditsConsumed.class::isInstance)).as("%s charges", step)
        .isEqualTo(result.equals("created"));
    switch (result) {
      case "created" -> outcome(reply, Decision.APPROVED, false, null, null);
      case "exists" -> outcome(reply, Decision.APPROVED, true, null, null);
      case "exceeds_credits" -> outcome(reply, Decision.REFUSED, false, RefusalCode.INSUFFICIENT_CREDITS, null);
      case "exists_with_different_amount" -> mismatch(reply, "creditAmount");
      case "exists_with_different_debit_account_id" -> mismatch(reply, "entityId");
      case "exists_with_different_user_data_128" -> mismatch(reply, "userId");
      case "id_already_failed" -> assertThat(reply.getDecision()).isEqualTo(Decision.REFUSED);
      default -> throw new IllegalArgumentException(result);
    }
  }

  private static void mismatch(ConsumptionReply reply, String field) {
    outcome(reply, Decision.REFUSED, false, RefusalCode.OPERATION_MISMATCH, field);
  }

  private static void outcome(
      ConsumptionReply reply, Decision decision, boolean replayed, RefusalCode code, String field) {
    assertThat(reply).extracting(
            ConsumptionReply::getDecision, ConsumptionReply::getReplayed, ConsumptionReply::getCode,
            ConsumptionReply::getField)
        .containsExactly(decision, replayed, code, field);
  }
}
