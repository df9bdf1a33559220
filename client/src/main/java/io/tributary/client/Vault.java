package io.tributary.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The leases that are held and what was spent of them, as the journal has it. Nothing is spent here that is not written
 * down, beyond a lease, or after its time.
 */
final class Vault implements AutoCloseable {
  /** From here on the journal is rewritten with what still counts. */
  static final long LONG_JOURNAL = 1 << 20;

  private final Map<String, Lease> leases = new LinkedHashMap<>();
  private final Map<Operation.Key, Spending> pending = new LinkedHashMap<>();
  private final Journal journal;
  private final InstantSource clock;
  private final Duration margin;

  /** @param margin before a lease's end, in which it is not spent any more */
  Vault(Path file, InstantSource clock, Duration margin) throws IOException {
    Journal.Opened opened = Journal.open(file);
    this.journal = opened.journal();
    this.clock = clock;
    this.margin = margin;
    opened.entries().forEach(this::apply);
    compact(LONG_JOURNAL);
  }

  /** Spends of a lease; an operation that is spent already has the same outcome. */
  synchronized Decision spend(Operation operation) {
    Decision known = known(operation);
    if (known != null) {
      return known;
    }
    Instant now = clock.instant();
    String reason = leases.isEmpty() ? "no lease is held" : "the lease has expired";
    for (Lease lease : leases.values()) {
      if (!lease.spendable(now, margin)) {
        continue;
      } else if (lease.credits() < operation.creditAmount()) {
        reason = "the lease has " + lease.credits() + " credits left";
        continue;
      }
      try {
        write(new Entry.Spent(new Spending(lease.leaseId(), operation, now.plus(lease.ahead()))));
      } catch (IOException e) {
        return new Decision.Unavailable("the queue can't be written: " + e.getMessage());
      }
      return new Decision.ApprovedLocally(lease.leaseId(), lease(lease.leaseId()).credits());
    }
    return new Decision.Unavailable(reason);
  }

  /** The outcome of an operation that the ledger is still to be told; null when there is none. */
  synchronized @Nullable Decision known(Operation operation) {
    Spending spent = pending.get(operation.key());
    if (spent == null) {
      return null;
    } else if (spent.operation().creditAmount() != operation.creditAmount()
        || !Objects.equals(spent.operation().userId(), operation.userId())) {
      return new Decision.Refused(
          "operation_mismatch", "this operation was approved before with other content", null);
    }
    return new Decision.ApprovedLocally(spent.leaseId(), lease(spent.leaseId()).credits());
  }

  synchronized void take(Lease lease) throws IOException {
    write(new Entry.Taken(lease));
  }

  /** Forgets a lease; what it paid for must have been settled. */
  synchronized void drop(String leaseId) throws IOException {
    write(new Entry.Closed(leaseId));
    compact(LONG_JOURNAL);
  }

  /** What the ledger has decided on needs not be told any more. */
  synchronized void settle(List<Operation.Key> operations) throws IOException {
    List<Entry.Settled> entries = operations.stream().map(Entry.Settled::new).toList();
    journal.append(entries);
    entries.forEach(this::apply);
    compact(LONG_JOURNAL);
  }

  /** What one lease paid, the oldest first: the first lease that paid anything. */
  synchronized List<Spending> unsettled(int limit) {
    if (pending.isEmpty()) {
      return List.of();
    }
    String leaseId = pending.values().iterator().next().leaseId();
    return pending.values().stream().filter(one -> one.leaseId().equals(leaseId)).limit(limit).toList();
  }

  /** What the ledger is still to be told, the oldest first. */
  synchronized List<Spending> all() {
    return List.copyOf(pending.values());
  }

  synchronized int pending() {
    return pending.size();
  }

  /** Credits that can be spent locally now. */
  synchronized long spendable() {
    Instant now = clock.instant();
    return leases.values().stream().filter(one -> one.spendable(now, margin)).mapToLong(Lease::credits).sum();
  }

  /** Until when something can be spent locally; null when nothing can. */
  synchronized @Nullable Instant spendableUntil() {
    Instant now = clock.instant();
    return leases.values().stream()
        .filter(one -> one.spendable(now, margin))
        .map(Lease::expiresAt)
        .max(Instant::compareTo)
        .orElse(null);
  }

  /**
   * Leases that paid nothing that is still to be told. They are not spent any more from now on, so that they can be closed.
   *
   * @param kept not this one; null: all of them
   */
  synchronized List<String> retire(@Nullable String kept) throws IOException {
    List<Lease> idle = leases.values().stream()
        .filter(lease -> !lease.leaseId().equals(kept))
        .filter(lease -> pending.values().stream().noneMatch(one -> one.leaseId().equals(lease.leaseId())))
        .toList();
    for (Lease lease : idle) {
      if (lease.credits() > 0) {
        write(new Entry.Taken(lease.with(0)));
      }
    }
    return idle.stream().map(Lease::leaseId).toList();
  }

  /** The lease that was taken last; null when there is none. */
  synchronized @Nullable String newest() {
    String newest = null;
    for (String id : leases.keySet()) {
      newest = id;
    }
    return newest;
  }

  /** Whether more than half of the newest lease is spent. */
  synchronized boolean drawn() {
    String newest = newest();
    return newest != null && lease(newest).credits() < lease(newest).taken() / 2;
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }

  private void write(Entry entry) throws IOException {
    journal.append(List.of(entry));
    apply(entry);
  }

  private void apply(Entry entry) {
    switch (entry) {
      case Entry.Taken taken -> leases.put(taken.lease().leaseId(), taken.lease());
      case Entry.Spent spent -> {
        Spending spending = spent.spending();
        pending.put(spending.operation().key(), spending);
        leases.computeIfPresent(
            spending.leaseId(), (id, lease) -> lease.with(lease.credits() - spending.operation().creditAmount()));
      }
      case Entry.Settled settled -> pending.remove(settled.operation());
      case Entry.Closed closed -> leases.remove(closed.leaseId());
    }
  }

  private void compact(long longerThan) throws IOException {
    if (journal.size() <= longerThan) {
      return;
    }
    List<Entry> entries = new ArrayList<>();
    for (Lease lease : leases.values()) {
      long unsettled = pending.values().stream()
          .filter(one -> one.leaseId().equals(lease.leaseId()))
          .mapToLong(one -> one.operation().creditAmount())
          .sum();
      entries.add(new Entry.Taken(lease.with(lease.credits() + unsettled)));
    }
    pending.values().forEach(one -> entries.add(new Entry.Spent(one)));
    journal.rewrite(entries);
  }

  private Lease lease(String leaseId) {
    Lease lease = leases.get(leaseId);
    return lease == null ? new Lease(leaseId, 0, 0, Instant.MIN, Instant.MIN, Duration.ZERO) : lease;
  }
}
