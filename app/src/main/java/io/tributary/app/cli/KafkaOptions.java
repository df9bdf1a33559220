package io.tributary.app.cli;

import io.tributary.schemas.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      names = "--kafka-properties",
      paramLabel = "FILE",
      defaultValue = "${env:TRIBUTARY_KAFKA_PROPERTIES}",
      description = "TLS and SASL by Kafka's names: security.protocol, ssl.*, sasl.*, and config.providers for secrets that lie "
          + "elsewhere (TRIBUTARY_KAFKA_PROPERTIES; default: neither).")
  private @Nullable Path properties;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "${env:TRIBUTARY_WAIT:-60s}",
      converter = TimeConverter.class,
      description = "How long a start waits for servers that are starting too: a number with s, m or h (TRIBUTARY_WAIT; default: 60s).")
  private Duration wait;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  KafkaAccess access() {
    String servers = Given.required(spec, "--kafka", "TRIBUTARY_KAFKA_BOOTSTRAP", kafka);
    try {
      return KafkaAccess.of(servers, PropertiesFile.read(spec, "--kafka-properties", properties));
    } catch (KafkaException e) {
      throw new ParameterException(spec.commandLine(), "--kafka-properties: " + e.getMessage(), e);
    }
  }

  Duration patience() {
    return wait;
  }
}
