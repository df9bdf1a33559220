package io.tributary.app.cli;

import io.tributary.api.ApiConfig;
import io.tributary.app.instance.Secrets;
import io.tributary.app.platform.PlatformSettings;
import io.tributary.app.serve.ExternalServers;
import io.tributary.app.serve.ServeRole;
import io.tributary.connectors.StartMode;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the platform on external servers.",
      "",
      "API, topologies and change capture in one process, on a PostgreSQL, a Kafka and a schema registry that run elsewhere. "
          + "It migrates the database, makes the topics and registers the schemas. Each option's variable is in parentheses."
    })
final class ServeCommand implements Runnable {
  @Mixin
  private ServerOptions servers;

  @Option(
      names = "--registry-url",
      paramLabel = "URL",
      defaultValue = "${env:TRIBUTARY_REGISTRY_URL}",
      description = "Schema registry: its Confluent API, several separated by commas (TRIBUTARY_REGISTRY_URL).")
  private @Nullable String registryUrl;

  @Option(
      names = "--registry-basic-auth-user-info",
      paramLabel = "USER:PASSWORD",
      defaultValue = "${env:TRIBUTARY_REGISTRY_BASIC_AUTH_USER_INFO}",
      description = "Confluent's basic.auth.user.info, if the registry wants it (TRIBUTARY_REGISTRY_BASIC_AUTH_USER_INFO).")
  private @Nullable String registryUser;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_SECRETS_DIR}",
      description = "The keys that `tributary secrets` made; all instances have the same (TRIBUTARY_SECRETS_DIR).")
  private @Nullable Path secrets;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_STATE_DIR}",
      description = "Where this instance keeps its stores, which Kafka can restore (TRIBUTARY_STATE_DIR).")
  private @Nullable Path state;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:TRIBUTARY_HTTP_HOST:-0.0.0.0}",
      description = "Address to listen on (TRIBUTARY_HTTP_HOST; default: all).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:TRIBUTARY_HTTP_PORT:-8080}",
      description = "HTTP port (TRIBUTARY_HTTP_PORT; default: 8080).")
  private int port;

  @Option(
      names = "--base-domain",
      paramLabel = "DOMAIN",
      defaultValue = "${env:TRIBUTARY_BASE_DOMAIN}",
      description = "Domain whose subdomains name tenants (TRIBUTARY_BASE_DOMAIN; default: none).")
  private @Nullable String baseDomain;

  @Option(
      names = "--instance",
      paramLabel = "ID",
      defaultValue = "${env:TRIBUTARY_INSTANCE_ID}",
      description = "Unique among running instances, the same after a restart (TRIBUTARY_INSTANCE_ID; default: the host's name).")
  private @Nullable String instance;

  @Option(
      names = "--advertised-host",
      paramLabel = "HOST",
      defaultValue = "${env:TRIBUTARY_ADVERTISED_HOST}",
      description = "Where other instances reach this one (TRIBUTARY_ADVERTISED_HOST; default: the host's name).")
  private @Nullable String advertisedHost;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "${env:TRIBUTARY_PARTITIONS:-4}",
      description = "Of every topic; permanent once they exist (TRIBUTARY_PARTITIONS; default: 4).")
  private int partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "${env:TRIBUTARY_REPLICATION_FACTOR:--1}",
      description = "Of topics that are made (TRIBUTARY_REPLICATION_FACTOR; default: -1, the brokers' own default).")
  private int replicationFactor;

  @Option(
      names = "--standby-replicas",
      paramLabel = "N",
      defaultValue = "${env:TRIBUTARY_STANDBY_REPLICAS:-0}",
      description = "Warm copies of each store on other instances (TRIBUTARY_STANDBY_REPLICAS; default: 0).")
  private int standbyReplicas;

  @Option(names = "--no-capture", description = "Capture runs elsewhere: `tributary capture`, or Kafka Connect.")
  private boolean noCapture;

  @Option(
      names = "--recapture",
      description = "Read the whole outbox again, after a start was refused because the change capture's place was lost.")
  private boolean recapture;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    require(port >= 0 && port <= 65_535, "--port must be from 0 to 65535.");
    require(partitions >= 1, "--partitions must be at least 1.");
    require(replicationFactor == -1 || replicationFactor >= 1, "--replication-factor must be at least 1, or -1.");
    require(standbyReplicas >= 0, "--standby-replicas can't be negative.");
    require(!noCapture || !recapture, "--recapture belongs to the process that captures: leave it or --no-capture out.");
    ServeRole role = new ServeRole(
        new ExternalServers(servers.database(), servers.bootstrapServers(), registry(), servers.patience()), settings());
    UntilStopped.logToStandardError();
    UntilStopped.run(runner -> runner.run(role));
  }

  private Map<String, String> registry() {
    Map<String, String> properties = new HashMap<>();
    properties.put("schema.registry.url", servers.given("--registry-url", "TRIBUTARY_REGISTRY_URL", registryUrl));
    if (registryUser != null && !registryUser.isBlank()) {
      properties.put("basic.auth.credentials.source", "USER_INFO");
      properties.put("basic.auth.user.info", registryUser);
    }
    return properties;
  }

  private PlatformSettings settings() {
    Path keys = Path.of(servers.given("--secrets", "TRIBUTARY_SECRETS_DIR", secrets == null ? null : secrets.toString()));
    Path states = Path.of(servers.given("--state", "TRIBUTARY_STATE_DIR", state == null ? null : state.toString()));
    String domain = baseDomain == null || baseDomain.isBlank() ? null : baseDomain;
    return new PlatformSettings(
        partitions, replicationFactor, standbyReplicas, states.toAbsolutePath().normalize(),
        new HostPort(orHostName(advertisedHost), port),
        ApiConfig.of(host, port, domain, orHostName(instance), BuildVersion.get()),
        Secrets.served(keys.toAbsolutePath().normalize()),
        noCapture ? Optional.empty() : Optional.of(recapture ? StartMode.RECAPTURE : StartMode.CONTINUE));
  }

  private static String orHostName(@Nullable String given) {
    if (given != null && !given.isBlank()) {
      return given;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
