package io.tributary.topologies.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * Remembers the outcome of operations, so that a repeated one is answered and not done again. An operation's identity is
 * the tenant and a list of texts. The log is bucketed by the time of the first decision: a lookup probes the live buckets
 * (which an {@link OperationFilter} spares new operations), and what is too old is swept as whole buckets, from a cursor, without
 * ever reading live rows.
 *
 * <p>An operation is remembered for the window at least, and for one bucket's width more at most.
 */
public final class OperationLog implements Chore {
  public static final Duration DEFAULT_WINDOW = Duration.ofDays(32);

  /** Part of the stored keys. Wide, for few probes: five live buckets in the default window. */
  static final Duration BUCKET = Duration.ofDays(8);

  static final int SWEPT_PER_TICK = 500;

  private static final long NONE = Long.MAX_VALUE;

  private final long liveBuckets;

  /** No operation lies in a bucket before this one; spares the probes while the log is young. */
  private long first = NONE;

  private final OperationFilter filter = new OperationFilter();
  private final KeyCursor cursor = new KeyCursor(KernelRows.operations(), SWEPT_PER_TICK);

  /** @param window how long an operation is remembered at least */
  public OperationLog(Duration window) {
    this.liveBuckets = Math.ceilDiv(window.toMillis(), BUCKET.toMillis());
  }

  /** What was remembered of the operation, if it still is. */
  public Optional<byte[]> find(Rows state, UUID tenantId, List<String> identity, Instant time) {
    long newest = bucket(time);
    for (long bucket = newest; bucket >= Math.max(first, newest - liveBuckets); bucket--) {
      Bytes key = KernelRows.operation(bucket, tenantId, identity);
      byte[] row = filter.mayHold(bucket, key) ? state.get(key) : null;
      if (row != null) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  public void remember(Rows state, UUID tenantId, List<String> identity, Instant time, byte[] row) {
    long bucket = bucket(time);
    first = Math.min(first, bucket);
    Bytes key = KernelRows.operation(bucket, tenantId, identity);
    filter.add(bucket, key);
    state.put(key, row);
  }

  /** As {@link #find}, for readers, who know no time: leaps from bucket to bucket, the newest first. */
  public static Optional<byte[]> find(RowReader state, UUID tenantId, List<String> identity) {
    Optional<Long> bucket = edge(state, KeyCodec.endOf(KernelRows.operations()), true);
    while (bucket.isPresent()) {
      byte[] row = state.get(KernelRows.operation(bucket.get(), tenantId, identity));
      if (row != null) {
        return Optional.of(row);
      }
      bucket = edge(state, KernelRows.operations(bucket.get()), true);
    }
    return Optional.empty();
  }

  @Override
  public void open(RowReader state) {
    first = edge(state, KeyCodec.endOf(KernelRows.operations()), false).orElse(NONE);
    filter.open(first == NONE);
    cursor.restart();
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    filter.learn(state);
    long oldest = bucket(time) - liveBuckets;
    if (first >= oldest) {
      return;
    }
    filter.sweep(oldest);
    cursor.take(state, KernelRows.operations(oldest)).forEach(work.state()::delete);
    if (!cursor.hasMore()) {
      first = oldest;
    }
  }

  @Override
  public boolean hasMore() {
    return cursor.hasMore() || filter.learns();
  }

  private static Optional<Long> edge(RowReader state, Bytes end, boolean newest) {
    return state.scan(KernelRows.operations(), end, newest, rows ->
        rows.hasNext() ? Optional.of(new KeyReader(rows.next().key()).ascending()) : Optional.empty());
  }

  private static long bucket(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), BUCKET.toMillis());
  }
}
