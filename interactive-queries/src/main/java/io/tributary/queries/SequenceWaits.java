package io.tributary.queries;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Who waits until a tenant's captured rows are applied. A commit names the tenants whose rows it held, and so wakes exactly those whom it
 * satisfies: were all to look for themselves after each commit, the more waited, the slower would be what they wait for.
 */
final class SequenceWaits {
  private static final long UNKNOWN = -1;

  private static final class Waited {
    private final Milestone applied = new Milestone(UNKNOWN);
    // Changed by the map's own atomic updates only.
    private int waiters;
  }

  private final ConcurrentMap<UUID, Waited> tenants = new ConcurrentHashMap<>();

  /** @param shown what the stores show of the tenant now; looked at before the wait, and after it */
  Milestone.Outcome await(UUID tenantId, long sequence, LongSupplier shown, Deadline deadline) throws InterruptedException {
    Waited waited = tenants.compute(tenantId, (tenant, known) -> {
      Waited entered = known == null ? new Waited() : known;
      entered.waiters++;
      return entered;
    });
    try {
      // In this order: what is committed after the look is told to who has entered.
      long generation = waited.applied.generation();
      if (shown.getAsLong() >= sequence) {
        return Milestone.Outcome.REACHED;
      }
      Milestone.Outcome told = waited.applied.await(sequence, generation, deadline.remainingNanos());
      // What a commit told may be of stores that have moved since.
      return told == Milestone.Outcome.REACHED && shown.getAsLong() < sequence ? Milestone.Outcome.VOID : told;
    } finally {
      tenants.computeIfPresent(tenantId, (tenant, known) -> --known.waiters == 0 ? null : known);
    }
  }

  /** A commit held these tenants' rows, up to these numbers. */
  void committed(Map<UUID, Long> applied) {
    if (!tenants.isEmpty()) {
      applied.forEach((tenantId, sequence) -> {
        Waited waited = tenants.get(tenantId);
        if (waited != null) {
          waited.applied.advance(sequence);
        }
      });
    }
  }

  /** A partition is assigned anew: what was applied may have been rolled back. */
  void restart() {
    tenants.values().forEach(waited -> waited.applied.restart(UNKNOWN));
  }

  /** Tenants that somebody waits for. */
  int waitedFor() {
    return tenants.size();
  }
}
