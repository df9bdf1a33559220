package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditReply;
import io.tributary.credits.PostHold;
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.TransferCredits;
import io.tributary.credits.VoidHold;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.credits.OperationsOracle.Answer;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Consumptions, holds, their endings, reversals, transfers and batches, linked and not, repeated and interrupted by
 * crashes: each outcome is compared with an oracle, and in the end nothing is lost.
 */
class OperationHistoriesTest {
  private static final List<String> WALLETS = List.of("acme", "east");
  private static final int STEPS = 2_000;

  private final UUID tenant = new UUID(1, 2);
  private final List<SpecificRecord> events = new ArrayList<>();
  private final List<String> holds = new ArrayList<>(List.of("never"));
  private final List<String> spending = new ArrayList<>(List.of("never"));

  @TempDir Path directory;
  private ContextDriver driver;
  private Random random = new Random();
  private OperationsOracle oracle = new OperationsOracle();
  private Instant now = NOON;
  private int captured;
  private int fresh;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new CreditsTopology(), directory);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyOutcomeIsTheOraclesAndNothingIsLost(long seed) {
    random = new Random(seed);
    WALLETS.forEach(wallet -> allocate(wallet, 1_000));
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(1 + random.nextInt(500));
      step();
      if (step % 500 == 499) {
        collect();
        driver.restart();
      }
    }
    collect();
    WALLETS.forEach(this::check);
    Set<String> seen = new HashSet<>();
    assertThat(events).allMatch(event -> seen.add(PublicEvents.meta(event).getId()), "an event once");
    assertThat(driver.read(Context.CREDITS.deadLetters())).isEmpty();
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0 -> allocate(pick(WALLETS), 1 + random.nextInt(400));
      case 1, 2, 3 -> batch(false);
      case 4, 5 -> batch(true);
      case 6, 7, 8 -> end();
      case 9, 10 -> reverse();
      default -> transfer();
    }
  }

  private void allocate(String wallet, long amount) {
    driver.capture(tenant, ++captured, allocation(tenant, wallet, "crm", amount), now);
    oracle.add(wallet, amount);
  }

  private void batch(boolean linked) {
    List<BatchOperation> items = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      items.add(item(id(spending)));
    }
    List<CreditOutcome> outcomes = ask(new ConsumeBatch(meta(), linked, items));
    assertThat(outcomes).hasSize(items.size());
    OperationsOracle after = linked ? oracle.copy() : oracle;
    List<Answer> expected = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      BatchOperation item = items.get(i);
      Answer answer = after.spend(item, outcomes.get(i).getHoldId());
      expected.add(answer);
      if (linked && answer.code() != null) {
        after = oracle;
        expected = after.failLinked(items.size(), i, item, answer);
        break;
      }
    }
    oracle = after;
    for (int i = 0; i < items.size(); i++) {
      compare(outcomes.get(i), expected.get(i));
      if (outcomes.get(i).getHoldId() != null) {
        holds.add(outcomes.get(i).getHoldId());
      }
    }
  }

  private void end() {
    String hold = pick(holds);
    String id = "end-" + random.nextInt(300) + "-" + hold;
    if (random.nextInt(3) == 0) {
      compare(ask(new VoidHold(meta(), hold, "void-" + hold)).getFirst(), oracle.end("void-" + hold, hold, null));
    } else {
      // One id always asks for the same: what differs is another test's.
      long amount = Math.floorMod(id.hashCode(), 130);
      compare(ask(new PostHold(meta(), hold, id, amount)).getFirst(), oracle.end(id, hold, amount));
    }
  }

  private void reverse() {
    String consumption = pick(spending);
    String id = "back-" + random.nextInt(3) + "-" + consumption;
    Long amount = Math.floorMod(id.hashCode(), 3) == 0 ? null : 1L + Math.floorMod(id.hashCode(), 40);
    compare(
        ask(new ReverseConsumption(meta(), "crm", "orders.create", consumption, amount, id)).getFirst(),
        oracle.reverse(id, consumption, amount));
  }

  private void transfer() {
    String from = pick(WALLETS);
    String to = from.equals("acme") ? "east" : "acme";
    String id = "move-" + from + random.nextInt(100);
    long amount = 1 + Math.floorMod(id.hashCode(), 200);
    compare(
        ask(new TransferCredits(meta(), from, "crm", to, "crm", amount, id)).getFirst(),
        oracle.transfer(id, from, to, amount));
  }

  private static void compare(CreditOutcome outcome, Answer expected) {
    Answer answer = new Answer(outcome.getCode(), outcome.getAmount(), outcome.getBalance(), outcome.getReplayed());
    assertThat(answer).as(outcome.toString()).isEqualTo(expected);
  }

  private void check(String name) {
    WalletId id = new WalletId(name, "crm");
    Wallet wallet = WalletRow.decode(id, driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, id)));
    WalletTotals totals = wallet.totals();
    assertThat(wallet.balance()).isEqualTo(oracle.available.get(name)).isNotNegative();
    assertThat(wallet.held()).isEqualTo(oracle.held(name));
    assertThat(totals.consumed()).isEqualTo(oracle.consumed(name));
    assertThat(totals.granted()).isEqualTo(wallet.available() + wallet.held() + totals.consumed() + totals.sent());
    assertThat(driver.ask(new HoldsQuery(tenant, name, "crm", null, 1_000)).items())
        .extracting(HoldView::holdId).containsExactlyInAnyOrderElementsOf(oracle.openHolds(name));
    long moved = 0;
    String after = null;
    do {
      var page = driver.ask(new EntriesQuery(tenant, name, "crm", after, 200));
      moved += page.items().stream().mapToLong(EntryView::amount).sum();
      after = page.next();
    } while (after != null);
    assertThat(moved).isEqualTo(wallet.balance());
  }

  /** Some are sent again. */
  private String id(List<String> known) {
    if (random.nextInt(5) == 0) {
      return pick(known);
    }
    String id = "op-" + fresh++;
    known.add(id);
    return id;
  }

  /** What an id always asks for. */
  private static BatchOperation item(String id) {
    int hash = Math.floorMod(id.hashCode() * 31 + 7, 1_000_003);
    return BatchOperation.newBuilder(LimitedWallet.item(id, 1 + hash % 120))
        .setEntityId(WALLETS.get(hash % WALLETS.size()))
        .setHold(hash % 5 < 2)
        .build();
  }

  private List<CreditOutcome> ask(SpecificRecord command) {
    driver.pipe(Context.CREDITS.commands(), tenant, command, now);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes();
  }

  private CommandMeta meta() {
    return CreditsRecords.consume(tenant, "acme", "crm", "unused", 1).getMeta();
  }

  private void collect() {
    events.addAll(driver.read(Context.CREDITS.events(), SpecificRecord.class));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
