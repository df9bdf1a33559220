package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.credits.GrantTerms;
import io.tributary.credits.RecurrenceInterval;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.credits.StatementSumsQuery.Sum;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {
  private static final int STEPS = 300;

  private final UUID tenant = UUID.randomUUID();
  private long captured;

  @TempDir Path directory;
  private ContextDriver driver;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new CreditsTopology(), directory);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  /** Whatever the history and the range: opening + what moved = closing, and each moment has the balance it had. */
  @ParameterizedTest
  @ValueSource(longs = {3, 5, 8})
  void addUpOverGeneratedHistories(long seed) {
    Random chance = new Random(seed);
    NavigableMap<Instant, Long> answered = new TreeMap<>();
    Instant now = NOON;
    for (int i = 0; i < STEPS; i++) {
      now = now.plusMillis(chance.nextInt(4) == 0 ? 0 : chance.nextInt(20_000_000));
      step(chance, i, now);
      answered.put(now, driver.ask(new WalletQuery(tenant, "acme", "crm")).map(WalletView::balance).orElse(0L));
    }
    assertThat(entries(0, Long.MAX_VALUE)).extracting(EntryView::type)
        .contains("credit.grant_expired", "credit.grant_recurred", "credit.consumed");
    answered.forEach((at, balance) -> assertThat(balance(at).balance()).as("at %s", at).isEqualTo(balance));
    for (int i = 0; i < 200; i++) {
      Instant from = NOON.plusMillis(chance.nextLong(-1000, Duration.between(NOON, now).toMillis() + 1000));
      Instant to = from.plusMillis(chance.nextLong(Duration.between(NOON, now).toMillis()));
      checkStatement(from, to);
    }
  }

  @Test
  void countsWhatExpiredWithoutBeingRecordedYet() {
    Instant end = NOON.plusSeconds(3600);
    grant(100, GrantTerms.newBuilder().setEffectiveAt(null).setExpiresAt(end).setRecurs(null).setRecurrenceAnchor(null).build(), NOON);
    driver.pipe(Context.CREDITS.commands(), tenant, consume(tenant, "acme", "crm", "a", 30), NOON.plusSeconds(60));

    assertThat(balance(NOON.minusMillis(1))).isEqualTo(BalanceAt.NOTHING);
    assertThat(balance(NOON).balance()).isEqualTo(100);
    assertThat(balance(end.minusMillis(1))).isEqualTo(new BalanceAt(70, 2, NOON.plusSeconds(60)));
    assertThat(balance(end).balance()).as("nothing has been recorded since").isZero();
    assertThat(frame(NOON, end.plusSeconds(1))).isEqualTo(new StatementQuery.Frame(0, 0, 2, 70, -70));

    grant(5, null, end.plusSeconds(7200));
    assertThat(balance(end.minusMillis(1)).balance()).isEqualTo(70);
    assertThat(balance(end)).isEqualTo(new BalanceAt(0, 3, end));
    assertThat(frame(NOON, end.plusSeconds(1))).isEqualTo(new StatementQuery.Frame(0, 0, 3, 0, 0));
  }

  @Test
  void aWalletThatNeverWasHasNoStatement() {
    assertThat(driver.ask(new BalanceAtQuery(tenant, "acme", "crm", NOON))).isEmpty();
    assertThat(driver.ask(new StatementQuery(tenant, "acme", "crm", NOON, NOON))).isEmpty();
  }

  private void step(Random chance, int number, Instant now) {
    if (number == 0 || chance.nextInt(4) == 0) {
      grant(1 + chance.nextInt(300), terms(chance, now), now);
    } else {
      driver.pipe(
          Context.CREDITS.commands(), tenant, consume(tenant, "acme", "crm", "op-" + number, 1 + chance.nextInt(90)), now);
    }
    driver.tick();
  }

  private void grant(long amount, @Nullable GrantTerms terms, Instant now) {
    driver.capture(tenant, ++captured, allocation(tenant, "acme", "crm", amount, terms), now);
  }

  private static @Nullable GrantTerms terms(Random chance, Instant now) {
    return chance.nextInt(3) == 0
        ? null
        : GrantTerms.newBuilder()
            .setEffectiveAt(chance.nextBoolean() ? null : now.plusSeconds(chance.nextInt(100_000)))
            .setExpiresAt(chance.nextInt(4) == 0 ? null : now.plusSeconds(100_000 + chance.nextInt(400_000)))
            .setRecurs(chance.nextInt(3) > 0 ? null : RecurrenceInterval.DAY)
            .setRecurrenceAnchor(now)
            .build();
  }

  private void checkStatement(Instant from, Instant to) {
    StatementQuery.Frame frame = frame(from, to);
    List<EntryView> entries = entries(frame.openingVersion(), frame.closingVersion());
    assertThat(entries).allSatisfy(entry -> assertThat(entry.at()).isBetween(from, to.minusMillis(1)));
    assertThat(entries).extracting(EntryView::version).isSorted().doesNotHaveDuplicates();
    assertThat(frame.opening() + entries.stream().mapToLong(EntryView::amount).sum()).isEqualTo(frame.closing());
    assertThat(entries).hasSize((int) (frame.closingVersion() - frame.openingVersion()));
    var sums = driver.ask(new StatementSumsQuery(
        tenant, "acme", "crm", frame.openingVersion(), frame.closingVersion()));
    assertThat(sums.values().stream().mapToLong(Sum::amount).sum()).isEqualTo(frame.closing() - frame.opening());
    assertThat(sums.values().stream().mapToLong(Sum::count).sum()).isEqualTo(entries.size());
  }

  private BalanceAt balance(Instant at) {
    return driver.ask(new BalanceAtQuery(tenant, "acme", "crm", at)).orElseThrow();
  }

  private StatementQuery.Frame frame(Instant from, Instant to) {
    return driver.ask(new StatementQuery(tenant, "acme", "crm", from, to)).orElseThrow();
  }

  private List<EntryView> entries(long after, long through) {
    return driver.ask(new StatementEntriesQuery(tenant, "acme", "crm", after, through, 10_000));
  }
}
