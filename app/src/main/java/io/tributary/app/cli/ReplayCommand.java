package io.tributary.app.cli;

import io.tributary.app.ExitCode;
import io.tributary.app.instance.RunningInstance;
import io.tributary.app.orders.HttpPlatform;
import io.tributary.app.orders.HttpStock;
import io.tributary.app.replay.Replay;
import io.tributary.app.replay.ReplaySummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tributary replay}. */
@Command(
    name = "replay",
    description = {
      "Sends a file of invoice lines through the running instance.",
      "",
      "The file is CSV, plain or gzip, with the columns of the \"Online Retail\" data set. Each country becomes a tenant, "
          + "each customer a user, each invoice one consumption of a credit a line: orders.create, or orders.cancel where "
          + "the invoice's number begins with C. Then the goods: each stock code becomes a product, each invoice an order "
          + "that is reserved, picked, packed and shipped, each cancellation a return; what is missing is ordered by the "
          + "reorder rule. In the end the wallets and the stock are compared with the file. Stopped or killed, the same command goes on where it was; nothing is "
          + "counted twice."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file;

  @Mixin
  private DataOption data;

  @Mixin
  private SendOptions send;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Invoices a second (default: as many as the platform takes).")
  private double rate;

  @Option(
      names = "--no-stock",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Leave the goods out.")
  private boolean stock;

  @Option(names = "--limit", paramLabel = "N", description = "Only the file's first N invoices.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--restart",
      description = "Send everything again, also what an earlier run has done; the platform recognizes it.")
  private boolean restart;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where lines go that can't be used (default: a file under replay/ in the data directory).")
  private @Nullable Path rejects;

  @Override
  public Integer call() throws InterruptedException {
    send.require(limit >= 1, "--limit must be at least 1.");
    RunningInstance instance = data.instance();
    Replay.Request request = new Replay.Request(
        file, limit, restart, send.settings(rate), instance.notes("replay"), stock, rejects, Terminal.isOne());
    InstanceEndpoint endpoint = new InstanceEndpoint(instance, "replay");
    ReplaySummary summary =
        new Replay(request, System.out).run(
            source -> new HttpPlatform(endpoint, source, PATIENCE), () -> new HttpStock(endpoint, PATIENCE));
    new OrderReport(System.out).print(summary);
    return (summary.isExact() ? ExitCode.OK : ExitCode.MISMATCH).status();
  }
}
