package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BurnedGrant;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.Decision;
import io.tributary.credits.GrantExpired;
import io.tributary.credits.GrantKind;
import io.tributary.credits.GrantRecurred;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.RecurrenceInterval;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories through the whole topology, with restarts, repeated commands and repeated captures. */
class GrantHistoriesTest {
  private static final int STEPS = 250;
  private static final List<String> ENTITIES = List.of("acme", "globex", "initech");

  private final UUID tenant = UUID.randomUUID();
  private final List<SpecificRecord> events = new ArrayList<>();
  private final List<ConsumeCredits> asked = new ArrayList<>();
  private final List<ConsumptionReply> answers = new ArrayList<>();
  private final List<AllocationRecorded> captured = new ArrayList<>();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {21, 34})
  void addUp(long seed) {
    Random chance = new Random(seed);
    Instant now = NOON;
    try (ContextDriver driver = new ContextDriver(new CreditsTopology(), directory)) {
      for (int i = 0; i < STEPS; i++) {
        now = now.plusSeconds(chance.nextInt(10_000));
        step(driver, chance, i, now);
        driver.tick();
        if (i % 60 == 59) {
          events.addAll(driver.read(Context.CREDITS.events(), SpecificRecord.class));
          driver.restart();
        }
      }
      events.addAll(driver.read(Context.CREDITS.events(), SpecificRecord.class));
      ENTITIES.forEach(entity -> check(driver, entity));
    }
    assertThat(answers).extracting(ConsumptionReply::getDecision).contains(Decision.APPROVED, Decision.REFUSED);
    assertThat(events).extracting(SpecificRecord::getClass).contains(GrantExpired.class, GrantRecurred.class);
    assertThat(consumptions()).as("no operation is applied twice").extracting(CreditsConsumed::getOperationId).doesNotHaveDuplicates();
  }

  private void step(ContextDriver driver, Random chance, int number, Instant now) {
    String entity = ENTITIES.get(chance.nextInt(ENTITIES.size()));
    switch (chance.nextInt(8)) {
      case 0, 1 -> {
        captured.add(allocation(tenant, entity, "crm", 1 + chance.nextInt(200), terms(chance, now)));
        driver.capture(tenant, captured.size(), captured.getLast(), now);
      }
      case 2 -> {
        if (!captured.isEmpty()) {
          int again = chance.nextInt(captured.size());
          driver.capture(tenant, again + 1, captured.get(again), now);
        }
      }
      case 3 -> {
        if (!asked.isEmpty()) {
          int again = chance.nextInt(asked.size());
          ConsumptionReply repeated = ask(driver, asked.get(again), now);
          ConsumptionReply first = answers.get(again);
          assertThat(repeated.getReplayed()).isTrue();
          assertThat(repeated).extracting(
                  ConsumptionReply::getDecision, ConsumptionReply::getBalance, ConsumptionReply::getEventId)
              .containsExactly(first.getDecision(), first.getBalance(), first.getEventId());
        }
      }
      default -> {
        asked.add(consume(tenant, entity, "crm", "op-" + number, 1 + chance.nextInt(120)));
        answers.add(ask(driver, asked.getLast(), now));
      }
    }
  }

  private ConsumptionReply ask(ContextDriver driver, ConsumeCredits command, Instant now) {
    driver.pipe(Context.CREDITS.commands(), tenant, command, now);
    return driver.read(Context.CREDITS.replies(), ConsumptionReply.class).getLast();
  }

  private static GrantTerms terms(Random chance, Instant now) {
    return chance.nextInt(3) == 0
        ? null
        : GrantTerms.newBuilder()
            .setKind(chance.nextBoolean() ? GrantKind.GRANTED : GrantKind.PROMOTIONAL)
            .setPriority(chance.nextInt(3))
            .setEffectiveAt(chance.nextBoolean() ? null : now.plusSeconds(chance.nextInt(100_000)))
            .setExpiresAt(chance.nextInt(4) == 0 ? null : now.plusSeconds(100_000 + chance.nextInt(400_000)))
            .setRecurs(chance.nextInt(3) > 0 ? null : RecurrenceInterval.DAY)
            .setRecurrenceAnchor(now)
            .build();
  }

  private void check(ContextDriver driver, String entity) {
    WalletId id = new WalletId(entity, "crm");
    byte[] row = driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, id));
    Wallet wallet = WalletRow.decode(id, row);
    WalletSums.check(wallet);
    List<EntryView> entries = driver.ask(new EntriesQuery(tenant, entity, "crm", null, 10_000)).items();
    assertThat(entries.stream().mapToLong(EntryView::amount).sum()).as("sum of entries").isEqualTo(wallet.balance());
    assertThat(entries).hasSize((int) wallet.version());
    List<CreditsConsumed> consumed = consumptions().stream().filter(event -> event.getEntityId().equals(entity)).toList();
    assertThat(consumed.stream().mapToLong(CreditsConsumed::getAmount).sum()).isEqualTo(wallet.consumed());
    assertThat(consumed).allSatisfy(event ->
        assertThat(event.getBurned().stream().mapToLong(BurnedGrant::getAmount).sum()).isEqualTo(event.getAmount()));
  }

  private List<CreditsConsumed> consumptions() {
    return events.stream().filter(CreditsConsumed.class::isInstance).map(CreditsConsumed.class::cast).toList();
  }
}
