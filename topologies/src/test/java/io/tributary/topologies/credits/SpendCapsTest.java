package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.LimitedWallet.by;
import static io.tributary.topologies.credits.LimitedWallet.hold;
import static io.tributary.topologies.credits.LimitedWallet.item;
import static io.tributary.topologies.credits.LimitedWallet.paidBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.credits.BatchOperation;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.Decision;
import io.tributary.credits.OperationRefused;
import io.tributary.credits.SpendCapExceeded;
import io.tributary.credits.WalletPolicySet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caps through the topology: what they count, what they give back, when they begin anew. */
class SpendCapsTest {
  @TempDir Path directory;
  private LimitedWallet wallet;
  private int probes;

  @BeforeEach
  void start() {
    wallet = new LimitedWallet(directory, 10_000);
  }

  @AfterEach
  void stop() {
    wallet.close();
  }

  @Test
  void refusesWhatWouldExceedACapAndKeepsThatOutcome() {
    wallet.set(caps(cap("daily", CapWindow.DAY, 100)));
    assertThat(wallet.events(WalletPolicySet.class).getFirst().getPolicy().getCaps()).hasSize(1);
    assertThat(wallet.consume("a", 60).getDecision()).isEqualTo(Decision.APPROVED);
    Wallet before = wallet.wallet();

    CreditOutcome refused = wallet.consume("b", 41);

    Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
    SpendCapExceeded daily = new SpendCapExceeded("daily", 100L, 40L, midnight);
    assertThat(refused.getCode()).isEqualTo(CreditRefusal.SPEND_CAP_EXCEEDED);
    assertThat(refused.getCap()).isEqualTo(daily);
    assertThat(wallet.wallet()).isEqualTo(before);
    assertThat(wallet.events(ConsumptionRefused.class).getFirst().getCap()).isEqualTo(daily);
    assertThat(wallet.batch(false, hold("h", 41, null)).getFirst().getCap()).isEqualTo(daily);
    assertThat(wallet.events(OperationRefused.class).getFirst().getCap()).isEqualTo(daily);
    wallet.driver.restart();
    wallet.now = midnight;
    CreditOutcome again = wallet.consume("b", 41);
    assertThat(again.getReplayed()).isTrue();
    assertThat(again.getCap()).isEqualTo(daily);
    assertThat(wallet.consume("c", 100).getDecision()).as("a new day").isEqualTo(Decision.APPROVED);
  }

  /** What a lease holds has been spent by nobody yet; what was spent of it can no longer be refused, but it counts. */
  @Test
  void aLeaseCountsWhenItIsSpent() {
    wallet.set(caps(cap("daily", CapWindow.DAY, 100)));
    String lease = wallet.lease(500);
    assertThat(wallet.consume("a", 60).getDecision()).as("taken is not spent").isEqualTo(Decision.APPROVED);
    assertThat(wallet.batch(false, paidBy(lease, item("late", 80))).getFirst().getDecision())
        .as("beyond the cap").isEqualTo(Decision.APPROVED);
    assertThat(wallet.consume("b", 1).getCap().getLeft()).isZero();
    wallet.reverse("late", 50L);
    assertThat(wallet.consume("c", 10).getDecision()).as("110 of 100 without what came back").isEqualTo(Decision.APPROVED);
    assertThat(wallet.consume("d", 1).getCode()).isEqualTo(CreditRefusal.SPEND_CAP_EXCEEDED);
  }

  @Test
  void countsByOperationByUserAndForEachUser() {
    wallet.set(caps(
        new SpendCap("orders", "orders.create", null, false, CapWindow.TOTAL, 50),
        new SpendCap("each", null, null, true, CapWindow.DAY, 30),
        new SpendCap("eve", null, "eve", false, CapWindow.HOUR, 5)));
    BatchOperation mail = BatchOperation.newBuilder(item("m", 25)).setOperationCode("mail.send").build();
    assertThat(caps(by("ann", item("1", 30)), by("ann", item("2", 1)), by("eve", item("3", 6)), by("eve", item("4", 5)),
            by("bob", item("5", 16)), by("bob", item("6", 15)), by("bob", mail), by("bob", item("7", 11))))
        .containsExactly(null, "each", "eve", null, "orders", null, "each", "orders");
  }

  @Test
  void takesNoMoreThanTheCapsLeave() {
    wallet.set(caps(cap("daily", CapWindow.DAY, 100)));
    BatchOperation some = BatchOperation.newBuilder(item("a", 70)).setBalancing(true).build();
    BatchOperation rest = BatchOperation.newBuilder(hold("b", 70, null)).setBalancing(true).build();
    BatchOperation none = BatchOperation.newBuilder(item("c", 70)).setBalancing(true).build();
    assertThat(wallet.batch(false, some, rest, none))
        .extracting(CreditOutcome::getAmount, CreditOutcome::getCode)
        .containsExactly(tuple(70L, null), tuple(30L, null), tuple(70L, CreditRefusal.SPEND_CAP_EXCEEDED));
  }

  @Test
  void whatALinkedBatchDidNotDoIsNotCounted() {
    wallet.set(caps(cap("daily", CapWindow.DAY, 100)));
    assertThat(wallet.batch(true, item("a", 60), item("b", 60)).getLast().getCap().getLeft()).isEqualTo(40);
    assertThat(wallet.counters()).isZero();
    assertThat(wallet.batch(true, item("a", 60), item("c", 40))).extracting(CreditOutcome::getDecision)
        .containsOnly(Decision.APPROVED);
    assertThat(left()).isZero();
  }

  @Test
  void holdsCountWhenPlacedAndGiveBackInTheirWindow() {
    wallet.set(caps(cap("hourly", CapWindow.HOUR, 100)));
    String posted = wallet.batch(false, hold("a", 50, null)).getFirst().getHoldId();
    String voided = wallet.batch(false, hold("b", 20, null)).getFirst().getHoldId();
    wallet.batch(false, hold("c", 10, 60L));
    assertThat(left()).isEqualTo(20);
    wallet.post(posted, 35);
    assertThat(left()).as("15 were released").isEqualTo(35);
    wallet.voidHold(voided);
    assertThat(left()).isEqualTo(55);
    wallet.now = wallet.now.plusSeconds(60);
    wallet.upkeep();
    assertThat(left()).as("10 expired").isEqualTo(65);

    String late = wallet.batch(false, hold("d", 60, null)).getFirst().getHoldId();
    wallet.now = NOON.plus(Duration.ofHours(1));
    wallet.consume("e", 30);
    wallet.voidHold(late);
    assertThat(left()).as("it counted in the hour before").isEqualTo(70);
  }

  @Test
  void reversalsGiveBackInTheSameWindowOnly() {
    wallet.set(caps(cap("hourly", CapWindow.HOUR, 100), cap("ever", CapWindow.TOTAL, 150)));
    wallet.consume("a", 80);
    String hold = wallet.batch(false, hold("h", 20, null)).getFirst().getHoldId();
    wallet.post(hold, 20);
    wallet.reverse("a", 30L);
    wallet.reverse("h", null);
    assertThat(wallet.consume("b", 51).getCap().getLeft()).isEqualTo(50);
    wallet.now = NOON.plus(Duration.ofHours(1));
    assertThat(wallet.consume("c", 60).getDecision()).isEqualTo(Decision.APPROVED);
    wallet.reverse("a", null);
    assertThat(wallet.consume("d", 41).getCap().getCapId()).isEqualTo("hourly");
    assertThat(wallet.consume("e", 40).getDecision()).isEqualTo(Decision.APPROVED);
    wallet.now = NOON.plus(Duration.ofHours(2));
    SpendCapExceeded ever = wallet.consume("f", 51).getCap();
    assertThat(ever).extracting(SpendCapExceeded::getCapId, SpendCapExceeded::getLeft, SpendCapExceeded::getWindowEndsAt)
        .containsExactly("ever", 50L, null);
  }

  @Test
  void aCapCountsFromWhenItWasSetAndGoesOnWithAnotherLimit() {
    String early = wallet.batch(false, hold("h", 500, null)).getFirst().getHoldId();
    wallet.set(caps(cap("daily", CapWindow.DAY, 100)));
    wallet.consume("a", 90);
    wallet.voidHold(early);
    assertThat(left()).as("what was held before is not given back").isEqualTo(10);
    wallet.set(caps(cap("daily", CapWindow.DAY, 120)));
    assertThat(left()).isEqualTo(30);
    wallet.set(caps(cap("daily", CapWindow.WEEK, 120)));
    assertThat(left()).as("another cap").isEqualTo(120);
  }

  @Test
  void sweepsCountersWhoseWindowIsOverAndThoseOfCapsThatAreGone() {
    wallet.set(caps(cap("hourly", CapWindow.HOUR, 100), new SpendCap("ever", null, null, true, CapWindow.TOTAL, 99)));
    wallet.batch(false, by("ann", item("1", 1)), by("bob", item("2", 1)));
    wallet.upkeep();
    assertThat(wallet.counters()).isEqualTo(3);
    wallet.now = NOON.plus(Duration.ofHours(1));
    wallet.upkeep();
    assertThat(wallet.counters()).isEqualTo(2);
    wallet.set(WalletPolicy.NONE);
    assertThat(wallet.endedCaps()).isEqualTo(1);
    wallet.driver.restart();
    wallet.upkeep();
    assertThat(wallet.counters()).isZero();
    assertThat(wallet.endedCaps()).isZero();
    wallet.consume("3", 1000);
    assertThat(wallet.counters()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR, 2026-03-01T12:59:59.999Z, 2026-03-01T13:00:00Z",
    "DAY, 2026-12-31T00:00:00Z, 2027-01-01T00:00:00Z",
    "WEEK, 2026-03-01T23:59:59Z, 2026-03-02T00:00:00Z",
    "WEEK, 2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z",
    "MONTH, 2028-02-29T12:00:00Z, 2028-03-01T00:00:00Z",
    "TOTAL, 2026-03-01T12:00:00Z,"
  })
  void windowsAreTheCalendarsInUtc(CapWindow window, Instant at, @Nullable Instant end) {
    assertThat(window.end(at)).isEqualTo(end);
  }

  private long left() {
    return wallet.batch(false, item("probe-" + probes++, 9_000)).getFirst().getCap().getLeft();
  }

  private List<@Nullable String> caps(BatchOperation... items) {
    List<@Nullable String> caps = new ArrayList<>();
    wallet.batch(false, items)
        .forEach(outcome -> caps.add(outcome.getCap() == null ? null : outcome.getCap().getCapId()));
    return caps;
  }

  private static WalletPolicy caps(SpendCap... caps) {
    return new WalletPolicy(0, List.of(caps), List.of(), null);
  }

  private static SpendCap cap(String id, CapWindow window, long limit) {
    return new SpendCap(id, null, null, false, window, limit);
  }
}
