package io.tributary.topologies.kernel;

import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Tells most new operations from remembered ones without a look into the store, which for a key that isn't there costs RocksDB a filter for each
 * of its runs and its Java binding an exception, once for each live bucket. It takes up what is remembered as it is remembered; what
 * was there when the task began it learns between records, and until it has, answers that an operation may be there. For one thread.
 */
final class OperationFilter {
  /** Some ten milliseconds of each tenth of a second, for as long as it learns. */
  static final int LEARNED_PER_TICK = 5_000;

  /** Five to seven million operations for each GB of heap, as filters grow by leaps; beyond that more are mistaken for remembered ones, and looked up. */
  private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 64;

  private static final Bytes END = KeyCodec.endOf(KernelRows.operations());
  private static final long NOTHING = Long.MIN_VALUE;
  private static final long ALL = Long.MAX_VALUE;

  private final TreeMap<Long, KeyFilter> buckets = new TreeMap<>();
  private final KeyCursor cursor = new KeyCursor(KernelRows.operations(), LEARNED_PER_TICK);

  /** Of the buckets before this one all operations were learned. */
  private long known = NOTHING;

  /** Begins again, before the first record. */
  void open(boolean nothingRemembered) {
    buckets.clear();
    cursor.restart();
    known = nothingRemembered ? ALL : NOTHING;
  }

  void add(long bucket, Bytes operation) {
    buckets.computeIfAbsent(bucket, none -> new KeyFilter(this::hasRoom)).add(operation);
  }

  private boolean hasRoom(long more) {
    return buckets.values().stream().mapToLong(KeyFilter::bytes).sum() + more <= MAX_BYTES;
  }

  /** False: it is not remembered in this bucket. */
  boolean mayHold(long bucket, Bytes operation) {
    if (bucket >= known) {
      return true;
    }
    KeyFilter filter = buckets.get(bucket);
    return filter != null && filter.mayContain(operation);
  }

  /** Takes up some of what was remembered before it began. */
  void learn(RowReader state) {
    if (known < ALL) {
      List<Bytes> operations = cursor.take(state, END);
      operations.forEach(operation -> add(KernelRows.bucket(operation), operation));
      known = cursor.hasMore() ? KernelRows.bucket(operations.getLast()) : ALL;
    }
  }

  boolean learns() {
    return known < ALL;
  }

  /** Of the buckets before this one nothing will be asked any more. */
  void sweep(long oldest) {
    buckets.headMap(oldest).clear();
  }
}
