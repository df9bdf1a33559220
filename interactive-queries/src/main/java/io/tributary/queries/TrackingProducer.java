package io.tributary.queries;

import io.tributary.topologies.kernel.RowWrites;
import io.tributary.topologies.kernel.Uncommitted;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Notes the input offsets of a transaction and publishes them once its commit has returned. An abort, a failed commit
 * (whose outcome is unknown) and a close publish nothing and void what readers wait for: Streams then rebuilds the
 * tasks, and the consumer learns the truth from the group.
 */
final class TrackingProducer extends KafkaProducer<byte[], byte[]> {
  private final CommittedInputs inputs;
  private final Map<TopicPartition, Long> pending = new HashMap<>();
  // Its first transaction tells; a close may come from elsewhere.
  private volatile WriterThread owner = WriterThread.NONE;

  TrackingProducer(Map<String, Object> config, CommittedInputs inputs) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.inputs = inputs;
  }

  @Override
  public void beginTransaction() {
    owner = inputs.currentThread();
    owner.transactionBegins();
    pending.clear();
    super.beginTransaction();
  }

  /**
   * Before a commit Streams flushes what each of its tasks has sent, one after the other, and each time waits for the brokers. All of them
   * wait once, with the transaction's offsets: what cannot be sent fails the transaction there.
   */
  @Override
  public void flush() {}

  @Override
  public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    super.flush();
    super.sendOffsetsToTransaction(offsets, group);
    offsets.forEach((partition, offset) -> pending.put(partition, offset.offset()));
  }

  @Override
  public void commitTransaction() {
    try {
      RowWrites.ofThread().await();
      super.commitTransaction();
    } catch (RuntimeException e) {
      rolledBack();
      throw e;
    }
    inputs.committed(pending);
    Uncommitted told = Uncommitted.ofThread();
    inputs.sequences().committed(told.takeApplied());
    owner.transactionCommitted();
    told.answer(pending);
  }

  @Override
  public void abortTransaction() {
    rolledBack();
    super.abortTransaction();
  }

  @Override
  public void close() {
    rolledBack();
    super.close();
  }

  @Override
  public void close(Duration timeout) {
    rolledBack();
    super.close(timeout);
  }

  /** What the thread applied before its transaction began, with the first send, is rolled back with it. */
  private void rolledBack() {
    RowWrites.ofThread().forget();
    Uncommitted.ofThread().rolledBack();
    owner.rolledBack();
  }
}
