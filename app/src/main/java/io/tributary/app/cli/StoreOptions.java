package io.tributary.app.cli;

import io.tributary.app.platform.StoreSettings;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a process keeps its stores, and where it is asked. */
final class StoreOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_STATE_DIR}",
      description = "Where this instance keeps its stores, which Kafka can restore (TRIBUTARY_STATE_DIR).")
  private @Nullable Path state;

  @Option(
      names = "--advertised-host",
      paramLabel = "HOST",
      defaultValue = "${env:TRIBUTARY_ADVERTISED_HOST}",
      description = "Where other instances reach this one (TRIBUTARY_ADVERTISED_HOST; default: the host's name).")
  private @Nullable String advertisedHost;

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      defaultValue = "${env:TRIBUTARY_QUERY_PORT:-8090}",
      description = "Where other instances ask its stores; not for the public (TRIBUTARY_QUERY_PORT; default: 8090).")
  private int queryPort;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "${env:TRIBUTARY_REPLICATION_FACTOR:--1}",
      description = "Of topics that are made (TRIBUTARY_REPLICATION_FACTOR; default: -1, the brokers' own default).")
  private int replicationFactor;

  @Option(
      names = "--standby-replicas",
      paramLabel = "N",
      defaultValue = "${env:TRIBUTARY_STANDBY_REPLICAS:-1}",
      description = "Warm copies of each store on other instances, where there are some (TRIBUTARY_STANDBY_REPLICAS; default: 1).")
  private int standbyReplicas;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  StoreSettings settings(ProcessOptions process) {
    Given.require(spec, queryPort >= 1 && queryPort <= 65_535, "--query-port must be from 1 to 65535.");
    Given.require(spec, replicationFactor == -1 || replicationFactor >= 1,
        "--replication-factor must be at least 1, or -1.");
    Given.require(spec, standbyReplicas >= 0, "--standby-replicas can't be negative.");
    String states = Given.required(spec, "--state", "TRIBUTARY_STATE_DIR", state == null ? null : state.toString());
    return new StoreSettings(
        process.partitions(), replicationFactor, standbyReplicas, Path.of(states).toAbsolutePath().normalize(),
        process.instanceId(), new HostPort(Given.orHostName(advertisedHost), queryPort));
  }
}
