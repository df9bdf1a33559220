package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditReply;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.CreditsHeld;
import io.tributary.credits.Decision;
import io.tributary.credits.HoldCredits;
import io.tributary.credits.HoldExpired;
import io.tributary.credits.HoldPosted;
import io.tributary.credits.OperationRefused;
import io.tributary.credits.PostHold;
import io.tributary.credits.ResetWallet;
import io.tributary.credits.SetWalletPolicy;
import io.tributary.credits.VoidGrant;
import io.tributary.credits.VoidHold;
import io.tributary.credits.WalletPolicy;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds and wallet operations through the topology: TigerBeetle's two-phase table, under our names. */
class HoldsTopologyTest {
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
  void postsAPartOfAHoldAndGivesTheRestBack() {
    CreditOutcome held = hold("op-1", 60, null);
    assertThat(held).extracting(CreditOutcome::getDecision, CreditOutcome::getAmount, CreditOutcome::getBalance)
        .containsExactly(Decision.APPROVED, 60L, 40L);
    assertThat(held.getHoldId()).isEqualTo(held.getEventId());
    assertThat(driver.ask(new HoldsQuery(tenant, "acme", "crm", null, 10)).items())
        .extracting(HoldView::holdId, HoldView::operationId, HoldView::amount)
        .containsExactly(tuple(held.getHoldId(), "op-1", 60L));
    driver.restart();

    CreditOutcome posted = ask(new PostHold(meta(), held.getHoldId(), "post-1", 25L));

    assertThat(posted).extracting(CreditOutcome::getDecision, CreditOutcome::getAmount, CreditOutcome::getBalance)
        .containsExactly(Decision.APPROVED, 25L, 75L);
    assertThat(events(HoldPosted.class)).singleElement().satisfies(event -> {
      assertThat(event.getOperationId()).isEqualTo("op-1");
      assertThat(event.getReleased()).isEqualTo(35);
      assertThat(event.getBurned()).hasSize(1);
    });
    assertThat(driver.ask(new HoldsQuery(tenant, "acme", "crm", null, 10)).items()).isEmpty();
    List<EntryView> entries = driver.ask(new EntriesQuery(tenant, "acme", "crm", null, 10)).items();
    assertThat(entries).extracting(EntryView::type, EntryView::amount, EntryView::consumed).containsExactly(
        tuple("credit.hold_posted", 35L, 25L), tuple("credit.held", -60L, 0L), tuple("credit.allocated", 100L, 0L));
  }

  @Test
  void remembersHowAHoldEnded() {
    String first = hold("op-1", 10, null).getHoldId();
    String second = hold("op-2", 10, null).getHoldId();
    String third = hold("op-3", 10, 60L).getHoldId();
    ask(new PostHold(meta(), first, "p1", null));
    ask(new VoidHold(meta(), second, "v1"));
    now = now.plusSeconds(60);
    driver.restart();

    assertThat(code(new PostHold(meta(), first, "p2", null))).isEqualTo(CreditRefusal.HOLD_ALREADY_POSTED);
    assertThat(code(new VoidHold(meta(), first, "v2"))).isEqualTo(CreditRefusal.HOLD_ALREADY_POSTED);
    assertThat(code(new PostHold(meta(), second, "p3", null))).isEqualTo(CreditRefusal.HOLD_ALREADY_VOIDED);
    assertThat(code(new PostHold(meta(), third, "p4", null))).isEqualTo(CreditRefusal.HOLD_EXPIRED);
    assertThat(code(new PostHold(meta(), "nothing", "p5", null))).isEqualTo(CreditRefusal.HOLD_NOT_FOUND);
    assertThat(events(OperationRefused.class)).hasSize(5);
    assertThat(balance()).isEqualTo(80);
  }

  @Test
  void repeatsAnEndingAndNamesWhatDiffers() {
    String hold = hold("op-1", 60, null).getHoldId();
    CreditOutcome first = ask(new PostHold(meta(), hold, "p", 20L));
    driver.read(Context.CREDITS.events());

    CreditOutcome again = ask(new PostHold(meta(), hold, "p", 20L));

    assertThat(again.getReplayed()).isTrue();
    assertThat(again.getEventId()).isEqualTo(first.getEventId());
    assertThat(ask(new PostHold(meta(), hold, "p", 21L)).getField()).isEqualTo("creditAmount");
    assertThat(ask(new PostHold(meta(), hold, "p", null)).getField()).isEqualTo("creditAmount");
    assertThat(ask(new PostHold(meta(), "other", "p", 20L)).getField()).isEqualTo("holdId");
    assertThat(driver.read(Context.CREDITS.events())).isEmpty();
  }

  @Test
  void aHoldAndAConsumptionShareTheirIds() {
    hold("op-1", 10, 30L);
    driver.pipe(Context.CREDITS.commands(), tenant, consume(tenant, "acme", "crm", "op-1", 10), now);
    assertThat(driver.read(Context.CREDITS.replies(), ConsumptionReply.class)).singleElement()
        .extracting(ConsumptionReply::getField).isEqualTo("operationCode");
    CreditOutcome again = hold("op-1", 10, 30L);
    assertThat(again.getReplayed()).isTrue();
    assertThat(again.getExpiresAt()).isEqualTo(NOON.plusSeconds(30));
    assertThat(hold("op-1", 10, 31L).getField()).isEqualTo("timeoutSeconds");
  }

  @Test
  void postsNoMoreThanIsHeldAndRefusesWhatIsNotThere() {
    String hold = hold("op-1", 60, null).getHoldId();
    assertThat(code(new PostHold(meta(), hold, "p1", 61L))).isEqualTo(CreditRefusal.EXCEEDS_HOLD);
    assertThat(hold("op-2", 41, null).getCode()).isEqualTo(CreditRefusal.INSUFFICIENT_CREDITS);
    assertThat(hold("op-2", 41, null).getReplayed()).isTrue();
    CreditOutcome rest = ask(HoldCredits.newBuilder(holding("op-3", 99, null)).setBalancing(true).build());
    assertThat(rest).extracting(CreditOutcome::getAmount, CreditOutcome::getRequested, CreditOutcome::getBalance)
        .containsExactly(40L, 99L, 0L);
    assertThat(ask(HoldCredits.newBuilder(holding("op-4", 1, null)).setBalancing(true).build()).getCode())
        .isEqualTo(CreditRefusal.INSUFFICIENT_CREDITS);
  }

  @Test
  void aHoldExpiresByItself() {
    hold("op-1", 60, 30L);
    now = now.plusSeconds(31);
    driver.capture(tenant, 2, allocation(tenant, "other", "crm", 1), now);
    driver.tick();
    assertThat(events(HoldExpired.class)).singleElement().extracting(HoldExpired::getReleased).isEqualTo(60L);
    assertThat(balance()).isEqualTo(100);
    assertThat(driver.ask(new HoldsQuery(tenant, "acme", "crm", null, 10)).items()).isEmpty();
  }

  @Test
  void anOpenHoldOutlivesTheWindow() {
    String hold = hold("op-1", 60, null).getHoldId();
    now = now.plus(Duration.ofDays(100));
    driver.capture(tenant, 2, allocation(tenant, "other", "crm", 1), now);
    driver.tick();
    assertThat(ask(new VoidHold(meta(), hold, "v")).getDecision()).isEqualTo(Decision.APPROVED);
  }

  @Test
  void setsAPolicyVoidsAGrantAndResets() {
    ask(new SetWalletPolicy(meta(), "acme", "crm", new WalletPolicy(50L, List.of(), List.of(), null), "s1"));
    driver.pipe(Context.CREDITS.commands(), tenant, consume(tenant, "acme", "crm", "op-1", 130), now);
    driver.read(Context.CREDITS.replies());
    assertThat(balance()).isEqualTo(-30);
    assertThat(ask(new ResetWallet(meta(), "acme", "crm", false, "r1")).getAmount()).isEqualTo(30);
    assertThat(balance()).isZero();
    String grant = UUID.randomUUID().toString();
    driver.capture(
        tenant, 2, io.tributary.credits.AllocationRecorded.newBuilder(allocation(tenant, "acme", "crm", 70))
            .setAllocationId(grant).build(), now);
    hold("op-2", 20, null);
    CreditOutcome voided = ask(new VoidGrant(meta(), "acme", "crm", grant, "g1"));
    assertThat(voided).extracting(CreditOutcome::getAmount, CreditOutcome::getBalance).containsExactly(50L, 0L);
    assertThat(code(new VoidGrant(meta(), "acme", "crm", grant, "g2"))).isEqualTo(CreditRefusal.GRANT_ENDED);
    assertThat(code(new VoidGrant(meta(), "acme", "crm", "none", "g3"))).isEqualTo(CreditRefusal.GRANT_NOT_FOUND);
    assertThat(driver.ask(new WalletQuery(tenant, "acme", "crm")).orElseThrow().figures())
        .extracting(WalletFigures::held, WalletFigures::voided, WalletFigures::forgiven, WalletFigures::policy)
        .containsExactly(20L, 50L, 30L, new io.tributary.topologies.credits.WalletPolicy(50));
    List<EntryView> entries = driver.ask(new EntriesQuery(tenant, "acme", "crm", null, 50)).items();
    assertThat(entries.stream().mapToLong(EntryView::amount).sum()).isEqualTo(balance());
  }

  @Test
  void takesLateUsageWithinTheWindow() {
    var late = consume(tenant, "acme", "crm", "op-1", 10);
    late.setOccurredAt(NOON.minus(Duration.ofDays(31)));
    var older = consume(tenant, "acme", "crm", "op-2", 10);
    older.setOccurredAt(NOON.minus(Duration.ofDays(33)));
    var early = consume(tenant, "acme", "crm", "op-3", 10);
    early.setOccurredAt(NOON.plusSeconds(301));
    for (var command : List.of(late, older, early)) {
      driver.pipe(Context.CREDITS.commands(), tenant, command, now);
    }
    assertThat(driver.read(Context.CREDITS.replies(), ConsumptionReply.class))
        .extracting(ConsumptionReply::getRefusal, ConsumptionReply::getOccurredAt)
        .containsExactly(
            tuple(null, late.getOccurredAt()),
            tuple(CreditRefusal.OCCURRED_TOO_LONG_AGO, older.getOccurredAt()),
            tuple(CreditRefusal.OCCURRED_IN_FUTURE, early.getOccurredAt()));
    assertThat(events(CreditsConsumed.class)).singleElement()
        .extracting(CreditsConsumed::getOccurredAt).isEqualTo(late.getOccurredAt());
    assertThat(driver.ask(new EntriesQuery(tenant, "acme", "crm", null, 1)).items().getFirst().occurredAt())
        .isEqualTo(late.getOccurredAt());
  }

  @Test
  void boundsWhatOpenHoldsWeigh() {
    for (int i = 0; i < 100; i++) {
      hold("op-" + i, 1, null);
    }
    assertThat(events(CreditsHeld.class)).hasSize(100);
    WalletBook book = WalletBook.open(
        Wallet.empty(new WalletId("a", "crm"), NOON), NOON);
    book.setPolicy(new io.tributary.topologies.credits.WalletPolicy(1_000_000));
    for (int i = 0; i < WalletBook.MAX_HOLD_PARTS; i++) {
      assertThat(book.hold("h" + i, 1, null)).isNull();
    }
    assertThat(book.hold("more", 1, null)).isEqualTo(Refusal.TOO_MANY_HOLDS);
    assertThat(WalletRow.encode(book.wallet()).length).isLessThan(1_000_000);
  }

  private CreditOutcome hold(String operationId, long amount, @Nullable Long timeout) {
    return ask(holding(operationId, amount, timeout));
  }

  private HoldCredits holding(String operationId, long amount, @Nullable Long timeout) {
    return new HoldCredits(
        meta(), "acme", "crm", "orders.create", operationId, amount, false, timeout, Map.of("k", "v"));
  }

  private io.tributary.common.CommandMeta meta() {
    return consume(tenant, "acme", "crm", "unused", 1).getMeta();
  }

  private CreditRefusal code(SpecificRecord command) {
    return ask(command).getCode();
  }

  private CreditOutcome ask(SpecificRecord command) {
    driver.pipe(Context.CREDITS.commands(), tenant, command, now);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes().getFirst();
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
