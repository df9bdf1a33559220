package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir
  private Path data;

  @Test
  void keepsDataOverARestartOnAnotherPort() throws Exception {
    String first;
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      first = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", first))) {
        admin.createTopics(List.of(new NewTopic("kept", Optional.of(2), Optional.empty()))).all().get();
      }
      produceInTransaction(broker, "hello");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      assertThat(broker.bootstrapServers()).isNotEqualTo(first);
      assertThat(consume(broker)).isEqualTo("hello");
    }
  }

  @Test
  void reportsAFatalFaultInsteadOfEndingTheProcess() {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
      Exit.halt(1, "all log dirs have failed");
      assertThatThrownBy(() -> broker.exited().join())
          .cause()
          .isInstanceOf(PartFailedException.class)
          .hasMessage("the Kafka broker failed: all log dirs have failed");
    }
  }

  @Test
  void refusesADirectoryInUseAndATakenPort() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
          .isInstanceOf(PartFailedException.class)
          .hasMessageContaining("already runs on " + data);
      assertThat(broker.exited()).isNotDone();
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(data, taken.getLocalPort()))
          .hasMessage("port " + taken.getLocalPort() + " is taken; choose another with --kafka-port");
    }
  }

  private static void produceInTransaction(EmbeddedBroker broker, String value) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "it");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("kept", "key", value));
      producer.commitTransaction();
    }
  }

  private static String consume(EmbeddedBroker broker) {
    Map<String, Object> config = Map.of(
        "bootstrap.servers", broker.bootstrapServers(),
        "group.id", "it",
        "auto.offset.reset", "earliest",
        "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("kept"));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofMillis(200))) {
          return row.value();
        }
      }
    }
    return "nothing within 20 s";
  }
}
