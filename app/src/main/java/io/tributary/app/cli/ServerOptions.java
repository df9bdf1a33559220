package io.tributary.app.cli;

import io.tributary.app.platform.Database;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where Kafka and PostgreSQL are, for the commands that run on external servers. */
final class ServerOptions {
  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      defaultValue = "${env:TRIBUTARY_KAFKA_BOOTSTRAP}",
      description = "Kafka: host:port, several separated by commas (TRIBUTARY_KAFKA_BOOTSTRAP).")
  private @Nullable String kafka;

  @Option(
      names = "--postgres-url",
      paramLabel = "URL",
      defaultValue = "${env:TRIBUTARY_POSTGRES_URL}",
      description = "PostgreSQL: jdbc:postgresql://host:5432/database (TRIBUTARY_POSTGRES_URL).")
  private @Nullable String postgresUrl;

  @Option(
      names = "--postgres-user",
      paramLabel = "USER",
      defaultValue = "${env:TRIBUTARY_POSTGRES_USER}",
      description = "Owner of the database; capture also needs REPLICATION (TRIBUTARY_POSTGRES_USER).")
  private @Nullable String postgresUser;

  @Option(
      names = "--postgres-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:TRIBUTARY_POSTGRES_PASSWORD}",
      description = "Better given by its variable: other users see command lines (TRIBUTARY_POSTGRES_PASSWORD).")
  private @Nullable String postgresPassword;

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
    return given("--kafka", "TRIBUTARY_KAFKA_BOOTSTRAP", kafka);
  }

  Database database() {
    return new Database(
        given("--postgres-url", "TRIBUTARY_POSTGRES_URL", postgresUrl),
        given("--postgres-user", "TRIBUTARY_POSTGRES_USER", postgresUser),
        given("--postgres-password", "TRIBUTARY_POSTGRES_PASSWORD", postgresPassword));
  }

  Duration patience() {
    return wait;
  }

  /** What stands nowhere, or is empty (as an unset variable is in a compose file), is asked for by both of its names. */
  String given(String option, String variable, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new ParameterException(spec.commandLine(), "Missing: give " + option + ", or set " + variable + ".");
    }
    return value;
  }
}
