package io.tributary.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** The program of one broker of a {@link BrokerCluster}: its only argument is a file of Kafka's properties. */
final class BrokerNode {
  private BrokerNode() {}

  public static void main(String[] arguments) throws IOException {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(read(Path.of(arguments[0])), false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.shutdown();
      server.awaitShutdown();
    }, "kafka-stop"));
    server.startup();
    server.awaitShutdown();
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
