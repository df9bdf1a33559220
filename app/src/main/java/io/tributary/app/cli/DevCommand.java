package io.tributary.app.cli;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.dev.DevOptions;
import io.tributary.app.dev.DevRun;
import io.tributary.app.instance.DataDirectory;
import io.tributary.embedded.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
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
  /** Stopping takes less than this; then the process ends in any case. */
  private static final Duration STOP_DEADLINE = Duration.ofMillis(9_700);

  @Option(names = "--data", paramLabel = "DIR", description = "Where to keep data (default: ~/.tributary).")
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

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    if (ephemeral && data != null) {
      throw new ParameterException(spec.commandLine(), "--ephemeral keeps nothing: leave --data out.");
    }
    CountDownLatch ended = new CountDownLatch(1);
    try (DataDirectory directory =
        ephemeral ? DataDirectory.ephemeral() : DataDirectory.open(Objects.requireNonNullElse(data, DataDirectory.usual()))) {
      // Read when the first logger is made, which is below.
      System.setProperty("tributary.log.file", directory.log().toString());
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
      DevRun run = new DevRun(directory, options(), System.out, Terminal.isOne(), Terminal.isColourful());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, ended), "stop"));
      run.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
    } finally {
      ended.countDown();
    }
  }

  /** Runs when the process is asked to end, and (then with nothing to do) when it ends by itself. */
  private static void stop(DevRun run, CountDownLatch ended) {
    run.stop();
    try {
      ended.await(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
