package io.tributary.queries;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/** Where inputs end, asked for again when the answer is older than {@link #FRESH}. Thread-safe. */
final class InputEnds {
  static final Duration FRESH = Duration.ofMillis(500);

  private static final Duration CALL = Duration.ofMillis(200);

  private record End(long offset, long readAt) {}

  private final EndOffsets source;
  private final Map<TopicPartition, End> known = new ConcurrentHashMap<>();

  InputEnds(EndOffsets source) {
    this.source = source;
  }

  /**
   * How many records lie behind these offsets, those included that mark the end of a transaction; -1 when the brokers don't
   * say.
   *
   * @param shown the last offset of each input that counts as read
   */
  long behind(Collection<TopicPartition> inputs, Map<TopicPartition, Long> shown) {
    long sum = 0;
    for (TopicPartition input : inputs) {
      try {
        sum += Math.max(0, end(input) - shown.getOrDefault(input, -1L) - 1);
      } catch (ExecutionException | TimeoutException e) {
        return -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }
    return sum;
  }

  private long end(TopicPartition input) throws InterruptedException, ExecutionException, TimeoutException {
    End last = known.get(input);
    if (last == null || System.nanoTime() - last.readAt() > FRESH.toNanos()) {
      long now = System.nanoTime();
      last = new End(source.of(input, Deadline.in(CALL)), now);
      known.put(input, last);
    }
    return last.offset();
  }
}
