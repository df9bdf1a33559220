package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.platform.Database;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The laboratory's servers, each of which can be taken away and brought back at the same place. */
final class LabServers implements AutoCloseable {
  private final Path root;
  private final EmbeddedRegistry registry;
  private EmbeddedPostgres postgres;
  private EmbeddedBroker broker;

  LabServers(Path root) {
    this.root = root;
    postgres = EmbeddedPostgres.start(root.resolve("postgres"), 0);
    broker = EmbeddedBroker.start(root.resolve("kafka"), 0);
    registry = EmbeddedRegistry.start(root.resolve("registry"), 0);
  }

  Database database() {
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  /** What {@code pg_ctl stop -m immediate} does: no checkpoint, no farewell. */
  void stopPostgresImmediately() throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(postgres.process().pid())).start().waitFor();
      postgres.exited().get();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot stop PostgreSQL: " + e.getMessage(), e);
    } catch (ExecutionException expected) {
      // It tells that it ended by itself.
    }
  }

  void startPostgres() {
    int port = postgres.port();
    postgres.close();
    postgres = EmbeddedPostgres.start(root.resolve("postgres"), port);
  }

  void stopBroker() {
    broker.close();
  }

  void startBroker() {
    broker = EmbeddedBroker.start(root.resolve("kafka"), broker.port());
  }

  /** Committed records of a topic. */
  long count(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
          .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long count = 0;
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        count += consumer.poll(Duration.ofMillis(200)).count();
      }
      return count;
    }
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
    postgres.close();
  }
}
