package io.tributary.bench;

import io.tributary.app.lab.speed.Spending;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Decisions per second of a running platform over HTTP: in batches, and on streams of NDJSON. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    description = "Loads a running platform by batches and by NDJSON streams; prints Markdown.")
public final class StreamBench implements Callable<Integer> {
  @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "Of the API (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Option(names = "--tokens", split = ",", required = true, description = "A tenant's token each; their crm wallets must be funded.")
  private List<String> tokens;

  @Option(names = "--connections", split = ",", defaultValue = "1,4", description = "At a time (default: ${DEFAULT-VALUE}).")
  private List<Integer> connections;

  @Option(names = "--operations", defaultValue = "100000", description = "Of each connection in a round (default: ${DEFAULT-VALUE}).")
  private int operations;

  @Option(names = "--batch", defaultValue = "1000", description = "Operations of a batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each figure, after one to warm up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--warmup", defaultValue = "40", description = "Seconds of load on a platform that is still young (default: ${DEFAULT-VALUE}).")
  private int warmup;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StreamBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("| | connections | decisions/s (median, min–max) |");
    System.out.println("|---|---:|---:|");
    try (Spending spending = new Spending(url, "crm")) {
      long warm = System.nanoTime() + Duration.ofSeconds(warmup).toNanos();
      while (System.nanoTime() < warm) {
        spending.inBulk(spending::batches, tokens, connections.getLast(), operations, batch);
        spending.inBulk(spending::stream, tokens, connections.getLast(), operations, batch);
      }
      for (int number : connections) {
        measure("batches of " + batch, number, spending, spending::batches);
        measure("NDJSON stream", number, spending, spending::stream);
      }
    }
    return 0;
  }

  private void measure(String name, int number, Spending spending, Spending.Bulk bulk) throws Exception {
    double[] perSecond = new double[rounds];
    spending.inBulk(bulk, tokens, number, operations, batch);
    for (int round = 0; round < rounds; round++) {
      perSecond[round] = spending.inBulk(bulk, tokens, number, operations, batch);
    }
    Arrays.sort(perSecond);
    System.out.printf(
        "| %s | %d | %,.0f (%,.0f–%,.0f) |%n", name, number, perSecond[rounds / 2], perSecond[0], perSecond[rounds - 1]);
  }
}
