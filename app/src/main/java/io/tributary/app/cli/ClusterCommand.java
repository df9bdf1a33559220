package io.tributary.app.cli;

import io.tributary.app.fleet.ClusterRole;
import io.tributary.app.fleet.Crew;
import io.tributary.app.instance.DataDirectory;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary cluster}. */
@Command(
    name = "cluster",
    description = {
      "Starts the platform on this machine as several processes.",
      "",
      "Workers, APIs and capture run as on servers of yours, each in a process of its own, on a PostgreSQL, a Kafka and a "
          + "schema registry that this one brings. Stop, freeze or kill some and see what becomes of it. Ctrl-C ends all."
    })
final class ClusterCommand implements Runnable {
  @Option(names = "--workers", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(names = "--apis", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int apis;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "HTTP of the first API; the others follow (default: ${DEFAULT-VALUE}; 0: free ones).")
  private int port;

  @Option(names = "--data", paramLabel = "DIR", description = "Where to keep data (default: TRIBUTARY_DATA, or ~/.tributary).")
  private @Nullable Path data;

  @Option(names = "--ephemeral", description = "Keep nothing: a temporary directory, deleted at the end.")
  private boolean ephemeral;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    Given.require(spec, workers >= 1 && workers <= 16, "--workers must be from 1 to 16.");
    Given.require(spec, apis >= 1 && apis <= 16, "--apis must be from 1 to 16.");
    Given.port(spec, "--port", port);
    Given.require(spec, !ephemeral || data == null, "--ephemeral keeps nothing: leave --data out.");
    UntilStopped.run(runner -> {
      try (DataDirectory directory =
          ephemeral ? DataDirectory.ephemeral() : DataDirectory.open(Objects.requireNonNullElse(data, DataDirectory.usual()))) {
        System.setProperty("tributary.log.file", directory.log().toString());
        runner.run(new ClusterRole(directory, new Crew(workers, apis, port)));
      }
    });
  }
}
