package io.tributary.queries;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers where partitions end. Thread-safe. */
final class EndOffsets implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Admin admin;

  EndOffsets(RuntimeSettings settings, String clientId) {
    admin = settings.kafka().admin(clientId);
  }

  /**
   * The offset behind the last record that is written now. Uncommitted ones count: the markers that tell of a commit are
   * written after the commit has returned to its producer.
   *
   * @throws TimeoutException when the brokers don't answer in time
   * @throws ExecutionException when they refuse
   */
  long of(TopicPartition partition, Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .listOffsets(
            Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .partitionResult(partition)
        .get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)
        .offset();
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
