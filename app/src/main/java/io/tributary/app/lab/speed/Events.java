package io.tributary.app.lab.speed;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the ledger's public events as they are committed, from the end on. Of one thread. */
final class Events implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaConsumer<byte[], byte[]> consumer;

  Events(String bootstrapServers) {
    consumer = new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = consumer.partitionsFor(Context.CREDITS.events()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Returns when so many more have been seen. */
  void await(int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    while (seen < count) {
      int more = consumer.poll(Duration.ofMillis(100)).count();
      seen += more;
      deadline = more > 0 ? System.nanoTime() + PATIENCE.toNanos() : deadline;
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the ledger published %d of %d events, and then none".formatted(seen, count));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
