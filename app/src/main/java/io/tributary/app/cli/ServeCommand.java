package io.tributary.app.cli;

import io.tributary.app.platform.PlatformSettings;
import io.tributary.app.platform.StoreSettings;
import io.tributary.app.serve.ExternalServers;
import io.tributary.app.serve.ExternalServers.ExternalStreams;
import io.tributary.app.serve.HttpAddress;
import io.tributary.app.serve.ServeRole;
import io.tributary.connectors.StartMode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the platform on external servers.",
      "",
      "API, topologies and change capture in one process, on a PostgreSQL, a Kafka and a schema registry that run elsewhere. "
          + "It migrates the database, makes the topics and registers the schemas. Several may run, all but one with "
          + "--no-capture. Each option's variable is in parentheses."
    })
final class ServeCommand implements Runnable {
  @Mixin
  private KafkaOptions kafka;

  @Mixin
  private PostgresOptions postgres;

  @Mixin
  private RegistryOptions registry;

  @Mixin
  private ProcessOptions process;

  @Mixin
  private StoreOptions stores;

  @Mixin
  private HttpOptions http;

  @Mixin
  private LogOptions log;

  @Mixin
  private TraceOptions trace;

  @Mixin
  private DomainOption domain;

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
    Given.require(spec, !noCapture || !recapture,
        "--recapture belongs to the process that captures: leave it or --no-capture out.");
    ExternalStreams streams = new ExternalStreams(kafka.access(), registry.properties(), kafka.patience());
    ExternalServers servers = new ExternalServers(postgres.database(), streams);
    HttpAddress address = http.address();
    StoreSettings settings = stores.settings(process);
    ServeRole role = new ServeRole(servers,
        new PlatformSettings(settings, Optional.of(address.host()), domain.config(address, process.instanceId()),
            process.secrets(),
            noCapture ? Optional.empty() : Optional.of(recapture ? StartMode.RECAPTURE : StartMode.CONTINUE)));
    log.apply();
    UntilStopped.run(trace, role);
  }
}
