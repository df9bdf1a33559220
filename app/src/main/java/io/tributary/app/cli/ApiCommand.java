package io.tributary.app.cli;

import io.tributary.app.serve.ApiRole;
import io.tributary.app.serve.ExternalServers;
import io.tributary.app.serve.ExternalServers.ExternalStreams;
import io.tributary.queries.RuntimeSettings.HostPort;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary api}. */
@Command(
    name = "api",
    description = {
      "Runs the API and the dashboard, on external servers.",
      "",
      "Any number may run. They write to PostgreSQL, which they migrate, send commands through Kafka, and ask workers. "
          + "Each option's variable is in parentheses."
    })
final class ApiCommand implements Runnable {
  @Mixin
  private KafkaOptions kafka;

  @Mixin
  private PostgresOptions postgres;

  @Mixin
  private RegistryOptions registry;

  @Mixin
  private ProcessOptions process;

  @Mixin
  private HttpOptions http;

  @Mixin
  private LogOptions log;

  @Mixin
  private TraceOptions trace;

  @Mixin
  private DomainOption domain;

  @Option(
      names = "--workers",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:TRIBUTARY_WORKERS}",
      description = "Query ports of some workers, separated by commas, or a name that stands for all; the others are learnt "
          + "from these (TRIBUTARY_WORKERS).")
  private @Nullable String workers;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    ApiRole role = new ApiRole(
        new ExternalServers(postgres.database(),
            new ExternalStreams(kafka.access(), registry.properties(), kafka.patience())),
        workers(), process.partitions(), domain.config(http.address(), process.instanceId()), process.secrets());
    log.apply();
    UntilStopped.run(trace, role);
  }

  private List<HostPort> workers() {
    try {
      return Stream.of(Given.required(spec, "--workers", "TRIBUTARY_WORKERS", workers).split(","))
          .map(String::strip)
          .map(HostPort::parse)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--workers: " + e.getMessage(), e);
    }
  }
}
