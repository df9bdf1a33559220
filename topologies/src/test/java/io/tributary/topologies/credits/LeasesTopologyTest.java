package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.common.CommandMeta;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CloseLease;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditReply;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.CreditsHeld;
import io.tributary.credits.Decision;
import io.tributary.credits.HoldExpired;
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.TakeLease;
import io.tributary.credits.VoidHold;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases through the topology: spent late, exactly once, whatever way an operation comes. */
class LeasesTopologyTest {
  private static final long HOUR = 3600;

  private final UUID tenant = UUID.randomUUID();

  @TempDir Path directory;
  private ContextDriver driver;
  private Instant now = NOON;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new CreditsTopology(), directory);
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.read(Context.CREDITS.events());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void isSpentInPiecesAndGivesTheRestBackWhenItIsToBeSettled() {
    CreditOutcome taken = take("l", 60);
    assertThat(taken)
        .extracting(
            CreditOutcome::getDecision, CreditOutcome::getAmount, CreditOutcome::getBalance, CreditOutcome::getExpiresAt,
            CreditOutcome::getSettleBy)
        .containsExactly(Decision.APPROVED, 60L, 40L, NOON.plusSeconds(HOUR), NOON.plusSeconds(25 * HOUR));
    String lease = taken.getLeaseId();
    assertThat(events(CreditsHeld.class)).singleElement()
        .extracting(CreditsHeld::getHoldId, CreditsHeld::getSpendableUntil, CreditsHeld::getExpiresAt)
        .containsExactly(lease, NOON.plusSeconds(HOUR), NOON.plusSeconds(25 * HOUR));
    now = NOON.plusSeconds(20 * HOUR);
    driver.restart();

    Instant before = NOON.plusSeconds(HOUR).minusMillis(1);
    assertThat(spend(lease, late("a", 25, before), late("b", 5, NOON))).extracting(CreditOutcome::getDecision)
        .containsOnly(Decision.APPROVED);

    assertThat(events(CreditsConsumed.class))
        .extracting(
            CreditsConsumed::getOperationId, CreditsConsumed::getAmount, CreditsConsumed::getBalance,
            CreditsConsumed::getLeaseId, CreditsConsumed::getOccurredAt, event -> event.getBurned().size())
        .containsExactly(tuple("a", 25L, 40L, lease, before, 1), tuple("b", 5L, 40L, lease, NOON, 1));
    assertThat(lease(lease)).extracting(LeaseView::open, LeaseView::left).containsExactly(true, 30L);
    assertThat(driver.ask(new LeasesQuery(tenant, "acme", "crm"))).extracting(LeaseView::leaseId).containsExactly(lease);
    assertThat(driver.ask(new HoldsQuery(tenant, "acme", "crm", null, 10)).items()).isEmpty();
    now = NOON.plusSeconds(25 * HOUR);
    driver.capture(tenant, 2, allocation(tenant, "other", "crm", 1), now);
    driver.tick();
    assertThat(events(HoldExpired.class)).singleElement().extracting(HoldExpired::getReleased).isEqualTo(30L);
    assertThat(balance()).isEqualTo(70);
    assertThat(lease(lease)).extracting(LeaseView::open, LeaseView::left).containsExactly(false, 0L);
    assertThat(codes(spend(lease, late("c", 1, before)))).containsExactly(CreditRefusal.LEASE_ENDED);
    List<EntryView> entries = driver.ask(new EntriesQuery(tenant, "acme", "crm", null, 50)).items();
    assertThat(entries).extracting(EntryView::type, EntryView::amount, EntryView::consumed).containsExactly(
        tuple("credit.hold_expired", 30L, 0L), tuple("credit.consumed", 0L, 5L), tuple("credit.consumed", 0L, 25L),
        tuple("credit.held", -60L, 0L), tuple("credit.allocated", 100L, 0L));
  }

  @Test
  void whatWasDecidedDirectlyIsNotChargedToTheLeaseAndTheOtherWayRound() {
    String lease = take("l", 50).getLeaseId();
    assertThat(direct("sent", 10).getDecision()).isEqualTo(Decision.APPROVED);
    assertThat(direct("refused", 99).getDecision()).isEqualTo(Decision.REFUSED);

    List<CreditOutcome> first = spend(lease, late("sent", 10, NOON), late("local", 20, NOON), late("refused", 99, NOON));
    List<CreditOutcome> again = spend(lease, late("sent", 10, NOON), late("local", 20, NOON.plusMillis(7)));

    assertThat(codes(first)).containsExactly(null, null, CreditRefusal.INSUFFICIENT_CREDITS);
    assertThat(first).extracting(CreditOutcome::getReplayed).containsExactly(true, false, true);
    assertThat(again).extracting(CreditOutcome::getReplayed).containsOnly(true);
    assertThat(direct("local", 20).getReplayed()).isTrue();
    assertThat(direct("local", 21).getField()).isEqualTo("creditAmount");
    assertThat(codes(spend(lease, late("sent", 11, NOON)))).containsExactly(CreditRefusal.OPERATION_MISMATCH);
    assertThat(lease(lease).left()).isEqualTo(30);
    assertThat(balance()).isEqualTo(40);
  }

  @Test
  void refusesWhatItCanNotPayAndSparesTheId() {
    String lease = take("l", 50).getLeaseId();
    now = NOON.plusSeconds(2 * HOUR);
    assertThat(codes(spend(
        lease, late("late", 1, NOON.plusSeconds(HOUR)), late("undated", 1, null), late("much", 51, NOON))))
        .containsExactly(CreditRefusal.LEASE_EXPIRED, CreditRefusal.LEASE_EXPIRED, CreditRefusal.EXCEEDS_LEASE);
    assertThat(codes(spend("none", late("x", 1, NOON)))).containsExactly(CreditRefusal.LEASE_NOT_FOUND);
    driver.capture(tenant, 2, allocation(tenant, "other", "crm", 10), now);
    BatchOperation foreign = late("y", 1, NOON);
    foreign.setEntityId("other");
    assertThat(codes(spend(lease, foreign))).containsExactly(CreditRefusal.LEASE_NOT_FOUND);
    assertThat(ask(new VoidHold(meta(), lease, "v")).getCode()).isEqualTo(CreditRefusal.HOLD_NOT_FOUND);
    assertThat(events(CreditsConsumed.class)).isEmpty();
    assertThat(direct("late", 1).getDecision()).as("the id was spared").isEqualTo(Decision.APPROVED);
    assertThat(spend(lease, late("late", 1, NOON)).getFirst().getReplayed()).isTrue();
    assertThat(lease(lease).left()).isEqualTo(50);
  }

  @Test
  void takesWhatIsLeftAndIsClosedOnce() {
    CreditOutcome taken = take("l", 1000);
    assertThat(taken).extracting(CreditOutcome::getAmount, CreditOutcome::getRequested).containsExactly(100L, 1000L);
    assertThat(take("l", 1000)).extracting(CreditOutcome::getReplayed, CreditOutcome::getSettleBy)
        .containsExactly(true, taken.getSettleBy());
    assertThat(take("more", 1).getCode()).isEqualTo(CreditRefusal.INSUFFICIENT_CREDITS);
    TakeLease forever = new TakeLease(meta(), "acme", "crm", "f", 1L, HOUR, Duration.ofDays(32).toSeconds());
    assertThat(ask(forever).getCode()).isEqualTo(CreditRefusal.LEASE_TOO_LONG);
    spend(taken.getLeaseId(), late("a", 30, NOON));
    CreditOutcome closed = ask(new CloseLease(meta(), taken.getLeaseId(), "c"));
    assertThat(closed).extracting(CreditOutcome::getDecision, CreditOutcome::getLeaseId, CreditOutcome::getBalance)
        .containsExactly(Decision.APPROVED, taken.getLeaseId(), 70L);
    assertThat(ask(new CloseLease(meta(), taken.getLeaseId(), "c")).getReplayed()).isTrue();
    assertThat(ask(new CloseLease(meta(), taken.getLeaseId(), "d")).getCode()).isEqualTo(CreditRefusal.LEASE_ENDED);
    assertThat(ask(new CloseLease(meta(), "none", "e")).getCode()).isEqualTo(CreditRefusal.LEASE_NOT_FOUND);
  }

  @Test
  void aConsumptionOfALeaseCanBeReversed() {
    String lease = take("l", 60).getLeaseId();
    spend(lease, late("a", 30, NOON));
    ReverseConsumption reverse = new ReverseConsumption(meta(), "crm", "orders.create", "a", 10L, "r");
    assertThat(ask(reverse)).extracting(CreditOutcome::getDecision, CreditOutcome::getBalance)
        .containsExactly(Decision.APPROVED, 50L);
    assertThat(lease(lease).left()).as("it comes back to the grants").isEqualTo(30);
  }

  /** Some operations come directly, some by the lease, some both ways, in any order, again and again, with restarts. */
  @Test
  void countsEachOperationOnceInAnyOrder() {
    Random chance = new Random(7);
    String lease = take("l", 70).getLeaseId();
    List<Integer> arrivals = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> Collections.addAll(arrivals, i, i, i, i));
    Collections.shuffle(arrivals, chance);
    Map<Integer, Boolean> approved = new HashMap<>();
    for (int i : arrivals) {
      now = now.plusSeconds(1);
      boolean byLease = chance.nextBoolean();
      CreditOutcome outcome = byLease ? spend(lease, late("op-" + i, 1 + i % 5, NOON.plusMillis(i))).getFirst() : direct("op-" + i, 1 + i % 5);
      boolean taken = outcome.getDecision() == Decision.APPROVED;
      if (approved.containsKey(i) && approved.get(i)) {
        assertThat(outcome.getReplayed()).isTrue();
        assertThat(taken).isTrue();
      }
      approved.merge(i, taken, Boolean::logicalOr);
      if (chance.nextInt(20) == 0) {
        driver.restart();
      }
    }
    long spent = approved.entrySet().stream().filter(Map.Entry::getValue).mapToLong(e -> 1 + e.getKey() % 5).sum();
    WalletView wallet = driver.ask(new WalletQuery(tenant, "acme", "crm")).orElseThrow();
    assertThat(wallet.consumed()).isEqualTo(spent);
    assertThat(wallet.balance() + wallet.figures().held()).isEqualTo(100 - spent);
    assertThat(events(CreditsConsumed.class).stream().map(CreditsConsumed::getOperationId)).doesNotHaveDuplicates();
  }

  private CreditOutcome take(String id, long amount) {
    return ask(new TakeLease(meta(), "acme", "crm", id, amount, HOUR, 24 * HOUR));
  }

  private List<CreditOutcome> spend(String lease, BatchOperation... operations) {
    for (BatchOperation operation : operations) {
      operation.setLeaseId(lease);
    }
    driver.pipe(Context.CREDITS.commands(), tenant, new ConsumeBatch(meta(), false, List.of(operations)), now);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes();
  }

  private static BatchOperation late(String id, long amount, @Nullable Instant occurredAt) {
    return BatchOperation.newBuilder().setEntityId("acme").setApplication("crm").setOperationCode("orders.create")
        .setOperationId(id).setAmount(amount).setOccurredAt(occurredAt).build();
  }

  private CreditOutcome direct(String id, long amount) {
    BatchOperation operation = late(id, amount, null);
    driver.pipe(Context.CREDITS.commands(), tenant, new ConsumeBatch(meta(), false, List.of(operation)), now);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes().getFirst();
  }

  private CommandMeta meta() {
    return consume(tenant, "acme", "crm", "unused", 1).getMeta();
  }

  private static List<@Nullable CreditRefusal> codes(List<CreditOutcome> outcomes) {
    return outcomes.stream().map(CreditOutcome::getCode).toList();
  }

  private CreditOutcome ask(SpecificRecord command) {
    driver.pipe(Context.CREDITS.commands(), tenant, command, now);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes().getFirst();
  }

  private LeaseView lease(String id) {
    return driver.ask(new LeaseQuery(tenant, id)).orElseThrow();
  }

  private long balance() {
    return driver.ask(new WalletQuery(tenant, "acme", "crm")).orElseThrow().balance();
  }

  private <T> List<T> events(Class<T> type) {
    return driver.read(Context.CREDITS.events(), SpecificRecord.class).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
