package io.tributary.connectors;

import io.tributary.schemas.KafkaAccess;
import java.util.Map;

/**
 * Where the outbox is and where its rows go.
 *
 * @param user a PostgreSQL role with {@code REPLICATION} and {@code SELECT} on the outbox
 * @param kafka the brokers
 * @param offsetsTopic compacted topic of one partition that holds the capture's position; created when absent
 * @param retry what happens when PostgreSQL can't be reached
 * @param overrides connector or engine properties that replace those of {@code outbox-connector.properties}
 */
public record CaptureConfig(
    String host,
    int port,
    String database,
    String user,
    String password,
    KafkaAccess kafka,
    String offsetsTopic,
    RetryPolicy retry,
    Map<String, String> overrides) {
  public static final String DEFAULT_OFFSETS_TOPIC = "tributary.capture-offsets";

  public CaptureConfig {
    overrides = Map.copyOf(overrides);
  }

  /** A configuration with the default offsets topic and retry policy, without overrides. */
  public static CaptureConfig of(
      String host, int port, String database, String user, String password, KafkaAccess kafka) {
    return new CaptureConfig(
        host,
        port,
        database,
        user,
        password,
        kafka,
        DEFAULT_OFFSETS_TOPIC,
        RetryPolicy.DEFAULT,
        Map.of());
  }

  public CaptureConfig withOffsetsTopic(String replacement) {
    return new CaptureConfig(
        host, port, database, user, password, kafka, replacement, retry, overrides);
  }

  public CaptureConfig withOverrides(Map<String, String> replacement) {
    return new CaptureConfig(
        host, port, database, user, password, kafka, offsetsTopic, retry, replacement);
  }

  public CaptureConfig withRetry(RetryPolicy replacement) {
    return new CaptureConfig(
        host, port, database, user, password, kafka, offsetsTopic, replacement, overrides);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?ApplicationName=tributary-capture&connectTimeout=10&loginTimeout=10&socketTimeout=30";
  }

  /** The values behind the {@code ${env:…}} references of the connector's properties. */
  Map<String, String> environment() {
    return Map.of(
        "TRIBUTARY_POSTGRES_HOST", host,
        "TRIBUTARY_POSTGRES_PORT", Integer.toString(port),
        "TRIBUTARY_POSTGRES_DATABASE", database,
        "TRIBUTARY_POSTGRES_USER", user,
        "TRIBUTARY_POSTGRES_PASSWORD", password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "CaptureConfig[" + user + "@" + host + ":" + port + "/" + database + " to " + kafka + "]";
  }
}
