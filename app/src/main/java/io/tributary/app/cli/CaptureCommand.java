package io.tributary.app.cli;

import io.tributary.app.serve.CaptureRole;
import io.tributary.connectors.StartMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary capture}. */
@Command(
    name = "capture",
    description = {
      "Runs change capture alone, on external servers.",
      "",
      "It carries committed outbox rows to Kafka, for `tributary api` and `tributary serve --no-capture`. A database has one "
          + "capture: this, an instance's own, or Kafka Connect's. Each option's variable is in parentheses."
    })
final class CaptureCommand implements Runnable {
  @Mixin
  private KafkaOptions kafka;

  @Mixin
  private PostgresOptions postgres;

  @Mixin
  private HttpOptions http;

  @Mixin
  private LogOptions log;

  @Mixin
  private TraceOptions trace;

  @Option(
      names = "--recapture",
      description = "Read the whole outbox again, after a start was refused because the capture's place was lost.")
  private boolean recapture;

  @Override
  public void run() {
    CaptureRole role = new CaptureRole(postgres.database(), kafka.access(),
        recapture ? StartMode.RECAPTURE : StartMode.CONTINUE, kafka.patience(), http.address());
    log.apply();
    UntilStopped.run(trace, role);
  }
}
