package io.tributary.app.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where Kafka is, and how long a start waits for servers. */
final class KafkaOptions {
  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      defaultValue = "${env:TRIBUTARY_KAFKA_BOOTSTRAP}",
      description = "Kafka: host:port, several separated by commas (TRIBUTARY_KAFKA_BOOTSTRAP).")
  private @Nullable String kafka;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "${env:TRIBUTARY_WAIT:-60s}",
      converter = TimeConverter.class,
      description = "How long a start waits for servers that are starting too: a number with s, m or h (TRIBUTARY_WAIT; default: 60s).")
  private Duration wait;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  String bootstrapServers() {
    return Given.required(spec, "--kafka", "TRIBUTARY_KAFKA_BOOTSTRAP", kafka);
  }

  Duration patience() {
    return wait;
  }
}
