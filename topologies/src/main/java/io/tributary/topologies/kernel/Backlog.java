package io.tributary.topologies.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stream thread was handed by its consumer and has not processed yet. When that runs empty the thread commits, since
 * callers wait for the commit and waiting longer would gather nothing: the records that come while it commits are the next
 * transaction. So a transaction holds one record when nobody else is there and a thousand when many are, without a clock.
 *
 * <p>Streams tells a processor nothing of its buffers, hence this side way from consumer to processor. It belongs to one
 * thread; what it misses (a task that was closed with records in its buffer) makes a commit wait for the next poll, or
 * for the commit interval.
 */
public final class Backlog {
  private static final ThreadLocal<Backlog> OF_THREAD = ThreadLocal.withInitial(Backlog::new);

  /** The last offset handed out, of each partition that has some to process. */
  private final Map<TopicPartition, Long> last = new HashMap<>();

  Backlog() {}

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

  /** Notes a record as processed; true when it was the last of all. */
  boolean processed(TopicPartition partition, long offset) {
    Long end = last.get(partition);
    if (end == null || offset < end) {
      return false;
    }
    last.remove(partition);
    return last.isEmpty();
  }
}
