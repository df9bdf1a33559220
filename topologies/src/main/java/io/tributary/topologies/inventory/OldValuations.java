package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.Timers;
import io.tributary.topologies.kernel.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what stock was worth longer ago than the tenant's policy keeps it, and the reports of revaluations as old; a timer
 * for each product that has entries, which looks each day, since the policy may change. What is kept begins with an entry that later
 * ones can be valued from, and that does not look like a history's beginning: so a question about what came before it is known to
 * have no answer any more.
 */
final class OldValuations implements Timers.Action {
  /** Rows of a kind that one turn deletes at most: a tick may take a hundred turns, of as many products, in one transaction. */
  static final int AT_ONCE = 50;

  /** Enough to meet one that has its layers, unless one is very unlucky: then it is looked for another day. */
  private static final int LOOKED_AT = 200;

  private static final byte[] MARK = {1};
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration AT_LEAST_EACH = Duration.ofDays(1);

  private final InventoryRecorder recorder;

  OldValuations(InventoryRecorder recorder) {
    this.recorder = recorder;
  }

  /** Sets a product's timer with an entry, where it is not set yet. */
  static void follow(UUID tenantId, CostEntry entry, Policy policy, Instant time, Rows state) {
    String productId = entry.key().productId();
    if (policy.keepValuationDays() != null && state.get(ValuationRows.forgetting(tenantId, productId)) == null) {
      set(state, tenantId, productId, time.plus(LATER));
    }
  }

  @Override
  public void fire(UUID tenantId, String productId, Instant time, Work work) {
    StoredFacts facts = recorder.facts(tenantId, time, work);
    Instant horizon = new InventoryState(facts).policy().horizon(time);
    boolean goesOn = facts.find(new RevaluationKey(productId)) != null;
    if (horizon != null && goesOn) {
      // From entries that may be old by now.
      set(work.state(), tenantId, productId, time.plus(LATER));
    } else if (horizon != null) {
      Rows views = work.views();
      boolean more = entries(tenantId, productId, horizon, facts, views) | reports(tenantId, productId, horizon, views);
      set(work.state(), tenantId, productId, time.plus(more ? SOON : AT_LEAST_EACH));
    } else {
      work.state().delete(ValuationRows.forgetting(tenantId, productId));
    }
  }

  private static void set(Rows state, UUID tenantId, String productId, Instant at) {
    Timers.set(state, InventoryRows.VALUATION_TIMER, at, tenantId, productId);
    state.put(ValuationRows.forgetting(tenantId, productId), MARK);
  }

  /** @return whether there is more to forget */
  private static boolean entries(UUID tenantId, String productId, Instant horizon, StoredFacts facts, Rows views) {
    EntryKey first = first(facts.entries(productId), new EntryKey(productId, horizon, Long.MAX_VALUE));
    if (first == null) {
      return false;
    }
    List<RowReader.Row> old = views.range(
        ValuationRows.entries(tenantId, productId), InventoryRows.fact(tenantId, first), false, AT_ONCE);
    old.forEach(row -> views.delete(row.key()));
    return old.size() == AT_ONCE;
  }

  /** The last entry by then that all kept ones can follow from; null where none is near. */
  private static @Nullable EntryKey first(Timeline.Entries entries, EntryKey horizon) {
    return entries.before(horizon, LOOKED_AT).stream()
        .filter(entry -> entry.whole() && !entry.begins())
        .map(CostEntry::key)
        .findFirst().orElse(null);
  }

  /** The oldest report stands last. @return whether there is more to forget */
  private static boolean reports(UUID tenantId, String productId, Instant horizon, Rows views) {
    Bytes all = ValuationRows.reports(tenantId, productId);
    List<RowReader.Row> oldest = views.range(all, KeyCodec.endOf(all), true, 1);
    if (oldest.isEmpty()) {
      return false;
    }
    RevaluationView report = RevaluationReports.decode(oldest.getFirst().value());
    if (!report.updatedAt().isBefore(horizon)) {
      return false;
    }
    Bytes lines = ValuationRows.changes(tenantId, productId, report.revaluation());
    List<RowReader.Row> some = views.range(lines, KeyCodec.endOf(lines), false, AT_ONCE);
    some.forEach(row -> views.delete(row.key()));
    if (some.size() < AT_ONCE) {
      views.delete(oldest.getFirst().key());
    }
    return true;
  }
}
