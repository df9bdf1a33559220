package io.tributary.queries;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until a partition has reached what a position asks of it. Only entries that concern the tenant's own partition in
 * the asked context count: the rest of the vector belongs to other readers' questions.
 */
final class PositionWait {
  private static final long STANDBY_PAUSE_MILLIS = 10;

  private final PartitionRows rows;
  private final UUID tenantId;
  private final Deadline deadline;

  PositionWait(PartitionRows rows, UUID tenantId, Deadline deadline) {
    this.rows = rows;
    this.tenantId = tenantId;
    this.deadline = deadline;
  }

  /** REACHED, or why not. */
  Milestone.Outcome await(Position position) throws InterruptedException {
    if (position.isNone()) {
      return Milestone.Outcome.REACHED;
    }
    for (Map.Entry<Position.Input, Long> asked : position.offsets().entrySet()) {
      Milestone.Outcome outcome = awaitOffset(asked.getKey(), asked.getValue());
      if (outcome != Milestone.Outcome.REACHED) {
        return outcome;
      }
    }
    Long sequence = position.sequences().get(new Position.Stream(rows.context(), tenantId));
    return sequence == null ? Milestone.Outcome.REACHED : awaitSequence(sequence);
  }

  private Milestone.Outcome awaitOffset(Position.Input asked, long offset) throws InterruptedException {
    TopicPartition partition = new TopicPartition(asked.topic(), asked.partition());
    if (asked.context() != rows.context() || !rows.inputs().contains(partition)) {
      return Milestone.Outcome.REACHED;
    }
    if (rows.role() == Role.STANDBY) {
      return awaitShown(() -> rows.watermark(tenantId).offsets().getOrDefault(partition, -1L) >= offset);
    }
    Milestone committed = rows.committed().of(partition).committed();
    return committed.await(offset + 1, committed.generation(), deadline.remainingNanos());
  }

  private Milestone.Outcome awaitSequence(long sequence) throws InterruptedException {
    if (rows.role() == Role.STANDBY) {
      return awaitShown(() -> rows.sequence(tenantId) >= sequence);
    }
    return readsOutbox()
        ? rows.committed().sequences().await(tenantId, sequence, () -> rows.sequence(tenantId), deadline)
        : Milestone.Outcome.REACHED;
  }

  /** A standby is fed by a consumer that tells nobody: its rows are looked at again and again. */
  private Milestone.Outcome awaitShown(BooleanSupplier enough) throws InterruptedException {
    while (!enough.getAsBoolean()) {
      if (deadline.passed()) {
        return Milestone.Outcome.TIMED_OUT;
      }
      TimeUnit.MILLISECONDS.sleep(STANDBY_PAUSE_MILLIS);
    }
    return Milestone.Outcome.REACHED;
  }

  private boolean readsOutbox() {
    return rows.inputs().stream().anyMatch(input -> input.topic().equals(rows.context().outbox()));
  }
}
