package io.tributary.app.cli;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.dev.DevOptions;
import io.tributary.app.dev.DevRole;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.platform.Tracing;
import io.tributary.embedded.FreePorts;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary dev}. */
@Command(
    name = "dev",
    description = {
      "Starts the whole platform on this machine.",
      "",
      "Real PostgreSQL, Kafka, schema registry and change capture, the topologies and the API, all on 127.0.0.1. It runs "
          + "until Ctrl-C; what it keeps is there again at the next start."
    })
final class DevCommand implements Runnable {
  @Option(names = "--data", paramLabel = "DIR", description = "Where to keep data (default: TRIBUTARY_DATA, or ~/.tributary).")
  private @Nullable Path data;

  @Option(names = "--ephemeral", description = "Keep nothing: a temporary directory, deleted at the end.")
  private boolean ephemeral;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "HTTP (default: ${DEFAULT-VALUE}; 0: a free one).")
  private int port;

  @Option(names = "--pg-port", paramLabel = "PORT", description = "PostgreSQL (default: a free one).")
  private int postgresPort;

  @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka (default: a free one).")
  private int kafkaPort;

  @Option(names = "--registry-port", paramLabel = "PORT", description = "Schema registry (default: a free one).")
  private int registryPort;

  @Option(
      names = "--recapture",
      description = "Read the whole outbox again, after a start was refused because the change capture's place was lost.")
  private boolean recapture;

  @Mixin
  private TraceOptions trace;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    if (ephemeral && data != null) {
      throw new ParameterException(spec.commandLine(), "--ephemeral keeps nothing: leave --data out.");
    }
    UntilStopped.run(runner -> {
      try (DataDirectory directory =
              ephemeral ? DataDirectory.ephemeral() : DataDirectory.open(Objects.requireNonNullElse(data, DataDirectory.usual()));
          Tracing tracing = trace.start()) {
        System.setProperty("tributary.log.file", directory.log().toString());
        runner.run(new DevRole(directory, options()));
      }
    });
  }

  /** A port that was chosen must be free; HTTP's is settled here, the others' by their parts. */
  private int claim(String option, int chosen) {
    if (chosen < 0 || chosen > 65_535) {
      throw new ParameterException(spec.commandLine(), option + " must be from 0 to 65535.");
    }
    if (chosen != 0 && !FreePorts.isFree(chosen)) {
      throw new CommandFailure(ExitCode.IN_USE, "Port " + chosen + " is taken; choose another with " + option + ".");
    }
    return chosen;
  }

  private DevOptions options() {
    int http = claim("--port", port);
    return new DevOptions(
        http == 0 ? FreePorts.next() : http,
        claim("--pg-port", postgresPort),
        claim("--kafka-port", kafkaPort),
        claim("--registry-port", registryPort),
        recapture);
  }
}
