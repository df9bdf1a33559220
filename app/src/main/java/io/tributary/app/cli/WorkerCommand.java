package io.tributary.app.cli;

import io.tributary.app.lab.NextVersion;
import io.tributary.app.serve.ExternalServers.ExternalStreams;
import io.tributary.app.serve.WorkerRole;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary worker}. */
@Command(
    name = "worker",
    description = {
      "Runs the topologies with their stores, on external servers.",
      "",
      "Any number may run: they share the partitions, and each keeps warm copies of some of the others'. It needs Kafka and "
          + "the schema registry, not PostgreSQL; it makes the topics and registers the schemas. APIs ask its stores at the "
          + "query port. Each option's variable is in parentheses."
    })
final class WorkerCommand implements Runnable {
  @Mixin
  private KafkaOptions kafka;

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

  @Option(
      names = NextVersion.OPTION,
      hidden = true,
      description = "Run each context as a next version might have it, with one more store: for rehearsals.")
  private boolean nextVersion;

  @Override
  public void run() {
    WorkerRole role = new WorkerRole(
        new ExternalStreams(kafka.access(), registry.properties(), kafka.patience()),
        stores.settings(process), process.secrets(), http.address(),
        nextVersion ? NextVersion::new : UnaryOperator.identity());
    log.apply();
    UntilStopped.run(trace, role);
  }
}
