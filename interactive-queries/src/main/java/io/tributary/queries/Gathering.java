package io.tributary.queries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How a thread waits, briefly, for the records that belong into its next transaction. Callers whom one commit answers come again a moment
 * later, just too late for the poll behind that commit: without a wait they fall into two groups that take turns, and each waits for the
 * other's transaction before its own. PostgreSQL has the same under the names of {@code commit_delay} and {@code commit_siblings}. Who comes
 * alone, or from a crowd that is complete, waits for nobody; and where waiting proves vain, because callers are far away or don't come again,
 * it is tried ever more seldom. It belongs to one thread.
 */
final class Gathering {
  /** A poll that took less had its records waiting: they came while the last transaction was under way. */
  private static final long AT_ONCE = 300_000;

  /** The consumer that is polled. */
  interface Source {
    ConsumerRecords<byte[], byte[]> poll(Duration time);

    /** Partitions that were taken away during the last poll. */
    Set<TopicPartition> gone();

    /** Hands out from this offset again, if the partition is still there. */
    void rewind(TopicPartition partition, long offset);
  }

  /** Transactions that go without a wait after one that was vain, at most. */
  private static final int MOST_PASSED_OVER = 63;

  private final Duration longest;
  private int last;
  private int vain;
  private int passOver;

  /** @param longest wait, in whole milliseconds; zero: none */
  Gathering(Duration longest) {
    this.longest = longest;
  }

  /**
   * Adds to what came until as many are there as may be expected, or the time is over.
   *
   * @param took nanoseconds that the poll took
   * @param more polled for the others; when that fails, what came is to be handed out again
   */
  ConsumerRecords<byte[], byte[]> complete(ConsumerRecords<byte[], byte[]> came, long took, Source more) {
    if (longest.isZero() || came.isEmpty()) {
      return came;
    }
    // Those of the last transaction come back; and who came during it is there already.
    int expected = took < AT_ONCE ? last + came.count() : last;
    ConsumerRecords<byte[], byte[]> all = came;
    if (came.count() < expected && passOver-- <= 0) {
      all = gather(came, expected, more);
      boolean paid = all.count() - came.count() >= (expected - came.count() + 1) / 2;
      vain = paid ? 0 : Math.min(MOST_PASSED_OVER, 2 * vain + 1);
      passOver = vain;
    }
    last = all.count();
    return all;
  }

  private ConsumerRecords<byte[], byte[]> gather(ConsumerRecords<byte[], byte[]> came, int expected, Source more) {
    ConsumerRecords<byte[], byte[]> all = came;
    Deadline deadline = Deadline.in(longest);
    // A poll of less than a millisecond returns at once.
    for (Duration left = longest; all.count() < expected && left.toMillis() > 0; left = Duration.ofNanos(deadline.remainingNanos())) {
      all = both(all, left, more);
    }
    return all;
  }

  private static ConsumerRecords<byte[], byte[]> both(ConsumerRecords<byte[], byte[]> first, Duration time, Source more) {
    ConsumerRecords<byte[], byte[]> second;
    try {
      second = more.poll(time);
    } catch (RuntimeException e) {
      first.partitions().forEach(partition -> more.rewind(partition, first.records(partition).getFirst().offset()));
      throw e;
    }
    if (second.isEmpty() && more.gone().isEmpty()) {
      return first;
    }
    // Whoever has such a partition now, or has it again, begins behind what is committed.
    Set<TopicPartition> gone = more.gone();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    first.partitions().forEach(partition -> records.put(partition, new ArrayList<>(first.records(partition))));
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(first.nextOffsets());
    records.keySet().removeAll(gone);
    next.keySet().removeAll(gone);
    for (TopicPartition partition : second.partitions()) {
      records.computeIfAbsent(partition, none -> new ArrayList<>()).addAll(second.records(partition));
    }
    next.putAll(second.nextOffsets());
    return new ConsumerRecords<>(records, next);
  }
}
