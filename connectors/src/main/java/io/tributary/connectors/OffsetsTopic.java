package io.tributary.connectors;

import io.tributary.schemas.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What the offsets topic says before the engine runs. One partition, so that its records have one order. */
final class OffsetsTopic {
  private static final short BROKER_DEFAULT = -1;
  private static final String CLIENT = "tributary-capture-start";
  private static final Map<String, String> NAMED = Map.of("client.id", CLIENT);

  private final String topic;
  private final KafkaAccess kafka;
  private final OffsetKeys keys;

  OffsetsTopic(CaptureConfig config, OffsetKeys keys) {
    this.topic = config.offsetsTopic();
    this.kafka = config.kafka();
    this.keys = keys;
  }

  /**
   * What is stored.
   *
   * @param begun a first reading of the table was begun, and no position stored since
   */
  record Contents(Optional<StoredPosition> position, boolean begun) {}

  /** Creates the topic unless it exists: where others made it, the right to create it isn't needed. */
  void create() throws InterruptedException {
    try (Admin admin = kafka.admin(CLIENT)) {
      if (admin.listTopics().names().get().contains(topic)) {
        return;
      }
      NewTopic wanted =
          new NewTopic(topic, Optional.of(1), Optional.of(BROKER_DEFAULT))
              .configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new CaptureException("Kafka did not create topic " + topic + ": " + e.getCause().getMessage(), e);
      }
    }
  }

  /** Reads the topic to its end. */
  Contents read() {
    Map<String, byte[]> latest = new HashMap<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        kafka.consumer(NAMED, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> row : consumer.poll(Duration.ofMillis(200))) {
          latest.compute(row.key(), (key, old) -> row.value());
        }
      }
    }
    Optional<StoredPosition> position =
        Optional.ofNullable(latest.get(keys.position())).map(OffsetKeys::offset).map(StoredPosition::of);
    return new Contents(position, latest.containsKey(keys.begun()));
  }

  /** Forgets the position and marks that a first reading begins. */
  void beginReading() throws InterruptedException {
    try (KafkaProducer<String, String> producer =
        kafka.producer(NAMED, new StringSerializer(), new StringSerializer())) {
      // The mark first: a crash between the two leaves a position that still stands.
      write(producer, keys.begun(), "{}");
      write(producer, keys.position(), null);
    }
  }

  private void write(KafkaProducer<String, String> producer, String key, @Nullable String value)
      throws InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
    } catch (ExecutionException e) {
      throw new CaptureException("Kafka did not take a record for topic " + topic + ": " + e.getCause(), e);
    }
  }
}
