package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.BurnedGrant;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.ConsumptionReversed;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditReply;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.Decision;
import io.tributary.credits.GrantKind;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.PostHold;
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.TransferCredits;
import io.tributary.credits.TransferReceived;
import io.tributary.credits.TransferSent;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many operations in one record, and credits that go back or elsewhere. */
class BatchTopologyTest {
  private static final WalletId ACME = new WalletId("acme", "crm");

  private final UUID tenant = UUID.randomUUID();

  @TempDir Path directory;
  private ContextDriver driver;
  private long captured;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new CreditsTopology(), directory);
    allocate("acme", 100, null);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aPartialBatchTakesWhatItCan() {
    List<CreditOutcome> outcomes = ask(batch(false, item("a", 60), item("b", 60), item("c", 40), item("a", 60)));
    assertThat(outcomes).extracting(CreditOutcome::getDecision).containsExactly(
        Decision.APPROVED, Decision.REFUSED, Decision.APPROVED, Decision.APPROVED);
    assertThat(outcomes).extracting(CreditOutcome::getReplayed).containsExactly(false, false, false, true);
    assertThat(outcomes.getFirst().getEventId()).isEqualTo(outcomes.getLast().getEventId());
    assertThat(outcomes).extracting(CreditOutcome::getBalance).containsExactly(40L, 40L, 0L, 40L);
    assertThat(events(CreditsConsumed.class)).extracting(event -> event.getMeta().getId())
        .containsExactly(outcomes.get(0).getEventId(), outcomes.get(2).getEventId());
    driver.restart();
    assertThat(ask(batch(false, item("a", 60), item("b", 60), item("c", 40))))
        .allSatisfy(outcome -> assertThat(outcome.getReplayed()).isTrue());
  }

  @Test
  void aLinkedBatchThatFailsChangesNothing() {
    byte[] before = driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, ACME));
    BatchOperation hold = BatchOperation.newBuilder(item("h", 10)).setHold(true).setTimeoutSeconds(60L).build();
    List<CreditOutcome> outcomes = ask(batch(true, hold, item("a", 60), item("b", 60), item("c", 1)));
    assertThat(outcomes).extracting(CreditOutcome::getCode).containsExactly(
        CreditRefusal.LINKED_OPERATION_FAILED, CreditRefusal.LINKED_OPERATION_FAILED,
        CreditRefusal.INSUFFICIENT_CREDITS, CreditRefusal.LINKED_OPERATION_FAILED);
    assertThat(driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, ACME))).isEqualTo(before);
    assertThat(driver.ask(new HoldsQuery(tenant, "acme", "crm", null, 5)).items()).isEmpty();
    assertThat(events(CreditsConsumed.class)).isEmpty();

    assertThat(ask(batch(true, item("a", 60), item("c", 1))))
        .as("their ids are not used up").allSatisfy(outcome -> {
          assertThat(outcome.getDecision()).isEqualTo(Decision.APPROVED);
          assertThat(outcome.getReplayed()).isFalse();
        });
    assertThat(ask(batch(true, item("d", 1), item("b", 60)))).extracting(CreditOutcome::getCode)
        .as("the refused one keeps its outcome")
        .containsExactly(CreditRefusal.LINKED_OPERATION_FAILED, CreditRefusal.INSUFFICIENT_CREDITS);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void aBatchIsWhatItsOperationsAreOneByOne(long seed) {
    allocate("twin", 100, null);
    Random chance = new Random(seed);
    List<BatchOperation> items = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      items.add(item("op-" + chance.nextInt(150), 1 + chance.nextInt(3)));
      items.getLast().setBalancing(chance.nextInt(10) == 0);
    }
    List<CreditOutcome> together = ask(batch(false, items.toArray(BatchOperation[]::new)));
    for (int i = 0; i < items.size(); i++) {
      BatchOperation twin = BatchOperation.newBuilder(items.get(i)).setEntityId("twin").setOperationCode("twin").build();
      CreditOutcome alone = ask(batch(false, twin)).getFirst();
      assertThat(together.get(i)).extracting(
              CreditOutcome::getDecision, CreditOutcome::getCode, CreditOutcome::getField, CreditOutcome::getAmount,
              CreditOutcome::getBalance, CreditOutcome::getReplayed)
          .containsExactly(
              alone.getDecision(), alone.getCode(), alone.getField(), alone.getAmount(), alone.getBalance(),
              alone.getReplayed());
    }
    assertThat(wallet("twin").balance()).isEqualTo(wallet("acme").balance());
  }

  @Test
  void aReversalFillsTheGrantsThatItsConsumptionEmptied() {
    String promotional = allocate("acme", 50, promotion(NOON.plusSeconds(1000)));
    ask(batch(false, item("a", 120)));
    assertThat(wallet("acme").balance()).isEqualTo(30);

    CreditOutcome part = ask(reverse("a", 80L, "r1")).getFirst();
    assertThat(part).extracting(CreditOutcome::getAmount, CreditOutcome::getBalance, CreditOutcome::getConsumed)
        .containsExactly(80L, 110L, 40L);
    assertThat(events(ConsumptionReversed.class).getFirst().getRestored()).extracting(BurnedGrant::getAmount)
        .as("the last burned first").containsExactly(70L, 10L);
    assertThat(ask(reverse("a", 41L, "r2")).getFirst().getCode()).isEqualTo(CreditRefusal.EXCEEDS_CONSUMPTION);
    driver.restart();
    assertThat(ask(reverse("a", null, "r3")).getFirst().getAmount()).isEqualTo(40);
    assertThat(ask(reverse("a", null, "r3")).getFirst().getReplayed()).isTrue();
    assertThat(ask(reverse("a", null, "r4")).getFirst().getCode()).isEqualTo(CreditRefusal.EXCEEDS_CONSUMPTION);
    assertThat(ask(reverse("none", null, "r5")).getFirst().getCode()).isEqualTo(CreditRefusal.CONSUMPTION_NOT_FOUND);
    assertThat(wallet("acme").balance()).isEqualTo(150);
    assertThat(wallet("acme").grant(promotional).orElseThrow().free()).as("back, with its expiry").isEqualTo(50);
    check("acme");
  }

  @Test
  void whatComesBackAfterItsExpiryIsForfeited() {
    allocate("acme", 50, promotion(NOON.plusSeconds(1000)));
    ask(batch(false, item("a", 60)));
    driver.capture(tenant, ++captured, allocation(tenant, "other", "crm", 1), NOON.plusSeconds(2000));
    CreditOutcome back = ask(reverse("a", null, "r1")).getFirst();
    assertThat(back).extracting(CreditOutcome::getAmount, CreditOutcome::getBalance).containsExactly(60L, 100L);
    assertThat(events(ConsumptionReversed.class).getFirst().getForfeited()).isEqualTo(50);
    check("acme");
  }

  @Test
  void aPostedHoldCanBeReversedUnderItsOperation() {
    BatchOperation hold = BatchOperation.newBuilder(item("h", 50)).setHold(true).build();
    String holdId = ask(batch(false, hold)).getFirst().getHoldId();
    assertThat(ask(reverse("h", null, "r0")).getFirst().getCode()).isEqualTo(CreditRefusal.CONSUMPTION_NOT_FOUND);
    ask(new PostHold(meta(), holdId, "p", 30L));
    assertThat(ask(reverse("h", 10L, "r1")).getFirst().getBalance()).isEqualTo(80);
    assertThat(ask(reverse("h", null, "r2")).getFirst().getAmount()).isEqualTo(20);
    assertThat(ask(new PostHold(meta(), holdId, "p2", null)).getFirst().getCode())
        .isEqualTo(CreditRefusal.HOLD_ALREADY_POSTED);
    check("acme");
  }

  @Test
  void aTransferKeepsTheTermsOfWhatItMoves() {
    Instant end = NOON.plusSeconds(1000);
    allocate("acme", 50, promotion(end));
    CreditOutcome sent = ask(transfer("acme", "globex", 70, "t1")).getFirst();
    assertThat(sent).extracting(CreditOutcome::getAmount, CreditOutcome::getBalance).containsExactly(70L, 80L);
    assertThat(wallet("globex").grants()).extracting(GrantState::free).containsExactly(50L, 20L);
    assertThat(wallet("globex").grants().getFirst().grant())
        .extracting(Grant::kind, Grant::priority, Grant::expiresAt)
        .containsExactly(io.tributary.topologies.credits.GrantKind.PROMOTIONAL, 1, end);
    List<SpecificRecord> events = driver.read(Context.CREDITS.events(), SpecificRecord.class);
    assertThat(events.subList(events.size() - 2, events.size())).hasExactlyElementsOfTypes(
        TransferSent.class, TransferReceived.class);
    assertThat(ask(transfer("acme", "globex", 81, "t2")).getFirst().getCode())
        .isEqualTo(CreditRefusal.INSUFFICIENT_CREDITS);
    assertThat(ask(transfer("acme", "acme", 1, "t3")).getFirst().getCode()).isEqualTo(CreditRefusal.SAME_WALLET);
    assertThat(ask(transfer("acme", "globex", 70, "t1")).getFirst().getReplayed()).isTrue();
    assertThat(ask(transfer("acme", "initech", 70, "t1")).getFirst().getField()).isEqualTo("toEntityId");
    check("acme");
    check("globex");
  }

  private void check(String entity) {
    Wallet wallet = wallet(entity);
    WalletSums.check(wallet);
    List<EntryView> entries = driver.ask(new EntriesQuery(tenant, entity, "crm", null, 1000)).items();
    assertThat(entries.stream().mapToLong(EntryView::amount).sum()).isEqualTo(wallet.balance());
    assertThat(entries.stream().mapToLong(EntryView::consumed).sum()).isEqualTo(wallet.consumed());
  }

  private Wallet wallet(String entity) {
    WalletId id = new WalletId(entity, "crm");
    return WalletRow.decode(id, driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, id)));
  }

  private String allocate(String entity, long amount, GrantTerms terms) {
    AllocationRecorded allocation = allocation(tenant, entity, "crm", amount, terms);
    driver.capture(tenant, ++captured, allocation, NOON);
    return allocation.getAllocationId();
  }

  private static GrantTerms promotion(Instant expiresAt) {
    return GrantTerms.newBuilder().setKind(GrantKind.PROMOTIONAL).setPriority(1).setExpiresAt(expiresAt).build();
  }

  private ReverseConsumption reverse(String consumption, Long amount, String id) {
    return new ReverseConsumption(meta(), "crm", "orders.create", consumption, amount, id);
  }

  private TransferCredits transfer(String from, String to, long amount, String id) {
    return new TransferCredits(meta(), from, "crm", to, "crm", amount, id);
  }

  private ConsumeBatch batch(boolean linked, BatchOperation... operations) {
    return new ConsumeBatch(meta(), linked, List.of(operations));
  }

  private static BatchOperation item(String id, long amount) {
    return BatchOperation.newBuilder()
        .setEntityId("acme")
        .setApplication("crm")
        .setOperationCode("orders.create")
        .setOperationId(id)
        .setAmount(amount)
        .setAttributes(Map.of())
        .build();
  }

  private CommandMeta meta() {
    return consume(tenant, "acme", "crm", "unused", 1).getMeta();
  }

  private List<CreditOutcome> ask(SpecificRecord command) {
    driver.pipe(Context.CREDITS.commands(), tenant, command, NOON);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes();
  }

  private <T> List<T> events(Class<T> type) {
    return driver.read(Context.CREDITS.events(), SpecificRecord.class).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
