package io.tributary.topologies.kernel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stream thread was handed by its consumer and has not processed yet. When that runs empty the thread commits, since
 * callers wait for the commit and waiting longer would gather nothing: the records that come while it commits are the next
 * transaction. So a transaction holds one record when nobody else is there and a thousand when many are, without a clock.
 *
 * <p>That is for commands, whose callers wait. A captured row's caller has its answer from PostgreSQL, and capture brings rows a few
 * at a time: a transaction for each few would cost more than the rows. Such a transaction ends at once if the last one ended a while
 * ago, and otherwise with the commit interval.
 *
 * <p>Streams tells a processor nothing of its buffers, hence this side way from consumer to processor. It belongs to one
 * thread; what it misses (a task that was closed with records in its buffer) makes a commit wait for the next poll, or
 * for the commit interval.
 */
public final class Backlog {
  /** Between the ends of two transactions that nobody's call waits for, at least, unless the commit interval ends one. */
  static final Duration PAUSE = Duration.ofMillis(50);

  private static final ThreadLocal<Backlog> OF_THREAD = ThreadLocal.withInitial(() -> new Backlog(System::nanoTime));

  /** The last offset handed out, of each partition that has some to process. */
  private final Map<TopicPartition, Long> last = new HashMap<>();

  private final LongSupplier nanos;
  private long ended;
  private boolean awaited;

  /** @param nanos a clock as {@link System#nanoTime} */
  Backlog(LongSupplier nanos) {
    this.nanos = nanos;
    this.ended = nanos.getAsLong() - PAUSE.toNanos();
  }

  /** Of the calling stream thread. */
  public static Backlog ofThread() {
    return OF_THREAD.get();
  }

  /** The consumer returned records of {@code partition}, up to {@code offset}. */
  public void handed(TopicPartition partition, long offset) {
    last.put(partition, offset);
  }

  /** Forgets the partitions that the thread no longer has. */
  public void retain(Set<TopicPartition> assigned) {
    last.keySet().retainAll(assigned);
  }

  /**
   * Notes a record as processed; true when the transaction is to end with it.
   *
   * @param called whether somebody's call waits for it
   */
  boolean processed(TopicPartition partition, long offset, boolean called) {
    awaited |= called;
    Long end = last.get(partition);
    if (end == null || offset < end) {
      return false;
    }
    last.remove(partition);
    long now = nanos.getAsLong();
    if (!last.isEmpty() || !awaited && now - ended < PAUSE.toNanos()) {
      return false;
    }
    awaited = false;
    ended = now;
    return true;
  }
}
