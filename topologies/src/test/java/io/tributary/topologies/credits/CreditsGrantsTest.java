package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BurnedGrant;
import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.Decision;
import io.tributary.credits.GrantActivated;
import io.tributary.credits.GrantExpired;
import io.tributary.credits.GrantKind;
import io.tributary.credits.GrantRecurred;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.RecurrenceInterval;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.StoreKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Allocations with terms, through the topology. */
class CreditsGrantsTest {
  private static final String COMMANDS = Context.CREDITS.commands();
  private static final String EVENTS = Context.CREDITS.events();

  private static final int CALM_TICKS = 100;

  private final UUID tenant = UUID.randomUUID();

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

  @Test
  void consumptionSaysWhichGrantsItBurned() {
    AllocationRecorded bought = allocation(tenant, "acme", "crm", 100);
    AllocationRecorded promotion = allocation(tenant, "acme", "crm", 30, terms(GrantKind.PROMOTIONAL, 10).build());
    driver.capture(tenant, 1, bought, NOON);
    driver.capture(tenant, 2, promotion, NOON);

    consumeAt(NOON, "op-1", 50);

    CreditsConsumed consumed = (CreditsConsumed) events().getLast();
    assertThat(consumed.getBurned()).containsExactly(
        new BurnedGrant(promotion.getAllocationId(), 30L), new BurnedGrant(bought.getAllocationId(), 20L));
    assertThat(consumed.getBalance()).isEqualTo(80);
  }

  @Test
  void termsArePublishedAsTheyWereRecorded() {
    GrantTerms terms = terms(GrantKind.GRANTED, 7)
        .setEffectiveAt(NOON.plusSeconds(5))
        .setExpiresAt(NOON.plus(Duration.ofDays(400)))
        .setRecurs(RecurrenceInterval.MONTH)
        .setRecurrenceAnchor(NOON)
        .setRolloverMin(3)
        .setRolloverMax(40)
        .setCostBasis(new BigDecimal("0.012000000"))
        .setExternalKey("promo-2026")
        .build();

    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 30, terms), NOON);

    assertThat(((CreditsAllocated) events().getFirst()).getTerms()).isEqualTo(terms);
  }

  @Test
  void whatIsNotInEffectYetCantBeSpent() {
    GrantTerms later = terms(GrantKind.GRANTED, 50).setEffectiveAt(NOON.plusSeconds(60)).build();
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 30, later), NOON);

    assertThat(consumeAt(NOON.plusSeconds(59), "early", 10).getDecision()).isEqualTo(Decision.REFUSED);
    ConsumptionReply onTime = consumeAt(NOON.plusSeconds(60), "on-time", 10);

    assertThat(onTime.getDecision()).isEqualTo(Decision.APPROVED);
    assertThat(onTime.getBalance()).isEqualTo(20);
    List<SpecificRecord> events = events();
    assertThat(events).extracting(SpecificRecord::getClass).contains(GrantActivated.class);
    CreditsConsumed consumed = (CreditsConsumed) events.getLast();
    assertThat(consumed.getMeta().getId()).isEqualTo(onTime.getEventId());
    assertThat(PublicEvents.meta(consumed).getVersion()).isEqualTo(3);
  }

  @Test
  void refusalShowsWhatIsLeftAfterExpiryButChangesNothing() {
    GrantTerms short_ = terms(GrantKind.GRANTED, 50).setExpiresAt(NOON.plusSeconds(60)).build();
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 30, short_), NOON);
    driver.capture(tenant, 2, allocation(tenant, "acme", "crm", 5), NOON);
    WalletView before = wallet();

    ConsumptionReply refused = consumeAt(NOON.plusSeconds(60), "late", 10);

    assertThat(refused.getDecision()).isEqualTo(Decision.REFUSED);
    assertThat(refused.getBalance()).isEqualTo(5);
    assertThat(wallet()).isEqualTo(before);
  }

  @Test
  void expiryIsToldWithoutAnyCommandToTheWallet() {
    GrantTerms short_ = terms(GrantKind.GRANTED, 50).setExpiresAt(NOON.plusSeconds(60)).build();
    AllocationRecorded granted = allocation(tenant, "acme", "crm", 30, short_);
    driver.capture(tenant, 1, granted, NOON);
    consumeAt(NOON, "op-1", 10);
    events();
    driver.restart();

    driver.capture(tenant, 2, allocation(tenant, "other", "crm", 1), NOON.plusSeconds(59));
    tickCalmly();
    assertThat(wallet().balance()).isEqualTo(20);
    driver.capture(tenant, 3, allocation(tenant, "other", "crm", 1), NOON.plusSeconds(60));
    tickCalmly();

    assertThat(events()).filteredOn(GrantExpired.class::isInstance).map(GrantExpired.class::cast)
        .singleElement().satisfies(expired -> {
          assertThat(expired.getGrantId()).isEqualTo(granted.getAllocationId());
          assertThat(expired.getForfeited()).isEqualTo(20);
          assertThat(expired.getBalance()).isZero();
          assertThat(expired.getMeta().getTimestamp()).isEqualTo(NOON.plusSeconds(60));
          assertThat(expired.getMeta().getUserId()).isNull();
        });
    assertThat(wallet().balance()).isZero();
    assertThat(entries()).extracting(EntryView::type, EntryView::amount, EntryView::balance).containsExactly(
        tuple("credit.grant_expired", -20L, 0L),
        tuple("credit.consumed", -10L, 20L),
        tuple("credit.allocated", 30L, 30L));
  }

  @Test
  void recurringGrantIsFilledUpAgain() {
    GrantTerms daily = terms(GrantKind.GRANTED, 50).setRecurs(RecurrenceInterval.DAY).setRecurrenceAnchor(NOON).build();
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 30, daily), NOON);
    consumeAt(NOON, "op-1", 10);

    ConsumptionReply third = consumeAt(NOON.plus(Duration.ofDays(2)), "op-2", 30);

    assertThat(third.getDecision()).isEqualTo(Decision.APPROVED);
    assertThat(third.getBalance()).isZero();
    assertThat(events()).filteredOn(GrantRecurred.class::isInstance).map(GrantRecurred.class::cast)
        .extracting(GrantRecurred::getForfeited).containsExactly(20L, 30L);
  }

  @Test
  void moreWalletsThanOneTickTakesAreSettledByTheNext() {
    GrantTerms short_ = terms(GrantKind.GRANTED, 50).setExpiresAt(NOON.plusSeconds(60)).build();
    int wallets = DueWallets.SETTLED_PER_TICK + 20;
    for (int i = 0; i < wallets; i++) {
      driver.capture(tenant, i + 1, allocation(tenant, "acme-" + i, "crm", 1, short_), NOON);
    }
    driver.capture(tenant, wallets + 1, allocation(tenant, "other", "crm", 1), NOON.plusSeconds(61));
    events();

    List<Integer> told = new ArrayList<>();
    for (int tick = 0; tick < 2 * CALM_TICKS; tick++) {
      driver.tick();
      told.add(events().size());
    }

    assertThat(told).filteredOn(count -> count > 0).containsExactly(DueWallets.SETTLED_PER_TICK, 20);
    int first = told.indexOf(DueWallets.SETTLED_PER_TICK);
    assertThat(told.get(first + 1)).as("while there is work, the next tick comes soon").isEqualTo(20);
  }

  @Test
  void theSecondCopyOfAWalletThatOlderBuildsKeptIsSwept() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    KeyValueStore<Bytes, byte[]> state = driver.store(StoreKind.STATE);
    byte[] row = driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, new WalletId("acme", "crm")));
    for (int i = 0; i < FormerWallets.SWEPT_PER_TICK + 10; i++) {
      state.put(CreditsRows.wallet(UUID.randomUUID(), new WalletId("e" + i, "crm")), row);
    }

    driver.restart();
    ConsumptionReply reply = consumeAt(NOON.plusSeconds(1), "op-1", 15);
    for (int tick = 0; tick < 2 * CALM_TICKS; tick++) {
      driver.tick();
    }

    assertThat(reply.getBalance()).isEqualTo(85);
    assertThat(wallet().balance()).isEqualTo(85);
    boolean left = driver.rows(StoreKind.STATE).scan(
        CreditsRows.formerWallets(), KeyCodec.endOf(CreditsRows.formerWallets()), false, Iterator::hasNext);
    assertThat(left).as("copies in the state").isFalse();
  }

  @Test
  void walletOfTheTimeBeforeGrantsGoesOn() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 1), NOON);
    byte[] row = new RowEncoder(1).number(100).number(60).number(7).time(NOON).time(NOON).toBytes();
    driver.store(StoreKind.VIEWS).put(CreditsRows.wallet(tenant, new WalletId("acme", "crm")), row);

    ConsumptionReply reply = consumeAt(NOON.plusSeconds(1), "op-1", 15);

    assertThat(reply.getBalance()).isEqualTo(25);
    assertThat(wallet()).extracting(WalletView::allocated, WalletView::consumed, WalletView::version)
        .containsExactly(100L, 75L, 8L);
  }

  /** Without work, upkeep comes every ten seconds. */
  private void tickCalmly() {
    for (int tick = 0; tick < CALM_TICKS; tick++) {
      driver.tick();
    }
  }

  private static GrantTerms.Builder terms(GrantKind kind, int priority) {
    return GrantTerms.newBuilder().setKind(kind).setPriority(priority);
  }

  private ConsumptionReply consumeAt(Instant time, String operationId, long amount) {
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", operationId, amount), time);
    return driver.read(Context.CREDITS.replies(), ConsumptionReply.class).getLast();
  }

  private List<SpecificRecord> events() {
    return driver.read(EVENTS, SpecificRecord.class);
  }

  private WalletView wallet() {
    return driver.ask(new WalletQuery(tenant, "acme", "crm")).orElseThrow();
  }

  private List<EntryView> entries() {
    return driver.ask(new EntriesQuery(tenant, "acme", "crm", null, 100)).items();
  }
}
