package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;

import io.tributary.common.CommandMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditReply;
import io.tributary.credits.DeclineTopUp;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.PostHold;
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.SetWalletPolicy;
import io.tributary.credits.TakeLease;
import io.tributary.credits.VoidHold;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The wallet acme/crm under the topology driver, and what is asked of it. */
final class LimitedWallet implements AutoCloseable {
  static final WalletId ID = new WalletId("acme", "crm");

  final UUID tenant = UUID.randomUUID();
  final ContextDriver driver;
  Instant now = NOON;
  private long captured;
  private int operations;

  LimitedWallet(Path directory, long credits) {
    driver = new ContextDriver(new CreditsTopology(), directory);
    allocate(credits, null);
  }

  String allocate(long amount, @Nullable String externalKey) {
    GrantTerms terms = externalKey == null ? null : GrantTerms.newBuilder().setExternalKey(externalKey).build();
    AllocationRecorded allocation = allocation(tenant, "acme", "crm", amount, terms);
    driver.capture(tenant, ++captured, allocation, now);
    return allocation.getAllocationId();
  }

  CreditOutcome set(WalletPolicy policy) {
    CreditOutcome outcome =
        ask(new SetWalletPolicy(meta(), "acme", "crm", PolicyMapping.policy(policy), "policy-" + operations++));
    // What a cap counts in the millisecond in which it began is never given back.
    now = now.plusMillis(1);
    return outcome;
  }

  CreditOutcome consume(String id, long amount) {
    return batch(false, item(id, amount)).getFirst();
  }

  CreditOutcome post(String holdId, long amount) {
    return ask(new PostHold(meta(), holdId, "post-" + operations++, amount));
  }

  CreditOutcome voidHold(String holdId) {
    return ask(new VoidHold(meta(), holdId, "void-" + operations++));
  }

  CreditOutcome reverse(String consumption, @Nullable Long amount) {
    return ask(new ReverseConsumption(meta(), "crm", "orders.create", consumption, amount, "back-" + operations++));
  }

  /** Returns its id; what is left of it comes back a day after an hour. */
  String lease(long amount) {
    return ask(new TakeLease(meta(), "acme", "crm", "lease-" + operations++, amount, 3_600L, 86_400L)).getLeaseId();
  }

  static BatchOperation paidBy(String leaseId, BatchOperation item) {
    return BatchOperation.newBuilder(item).setLeaseId(leaseId).build();
  }

  CreditOutcome decline(String topUpId) {
    return ask(new DeclineTopUp(meta(), "acme", "crm", topUpId, "decline-" + operations++));
  }

  List<CreditOutcome> batch(boolean linked, BatchOperation... items) {
    return asked(new ConsumeBatch(meta(), linked, List.of(items)));
  }

  static BatchOperation item(String id, long amount) {
    return BatchOperation.newBuilder()
        .setEntityId("acme")
        .setApplication("crm")
        .setOperationCode("orders.create")
        .setOperationId(id)
        .setAmount(amount)
        .setAttributes(Map.of())
        .build();
  }

  static BatchOperation hold(String id, long amount, @Nullable Long timeout) {
    return BatchOperation.newBuilder(item(id, amount)).setHold(true).setTimeoutSeconds(timeout).build();
  }

  static BatchOperation by(String user, BatchOperation item) {
    return BatchOperation.newBuilder(item).setUserId(user).build();
  }

  CommandMeta meta() {
    return CreditsRecords.consume(tenant, "acme", "crm", "unused", 1).getMeta();
  }

  CreditOutcome ask(SpecificRecord command) {
    return asked(command).getFirst();
  }

  <T> List<T> events(Class<T> type) {
    return driver.read(Context.CREDITS.events(), SpecificRecord.class).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  Wallet wallet() {
    return WalletRow.decode(ID, driver.store(StoreKind.VIEWS).get(CreditsRows.wallet(tenant, ID)));
  }

  /** How many counters of caps the state has. */
  int counters() {
    return count(CreditsRows.capCounts());
  }

  int endedCaps() {
    return count(CreditsRows.endedCaps());
  }

  /** Lets upkeep run at {@link #now}, which a record of another wallet tells. */
  void upkeep() {
    driver.pipe(
        Context.CREDITS.commands(), tenant, CreditsRecords.consume(tenant, "none", "crm", "t" + operations++, 1), now);
    driver.read(Context.CREDITS.replies());
    driver.tick();
  }

  @Override
  public void close() {
    driver.close();
  }

  private List<CreditOutcome> asked(SpecificRecord command) {
    driver.pipe(Context.CREDITS.commands(), tenant, command, now);
    return driver.read(Context.CREDITS.replies(), CreditReply.class).getLast().getOutcomes();
  }

  private int count(Bytes prefix) {
    return driver.rows(StoreKind.STATE)
        .scan(prefix, KeyCodec.endOf(prefix), false, rows -> {
          List<RowReader.Row> all = new ArrayList<>();
          rows.forEachRemaining(all::add);
          return all.size();
        });
  }
}
