package io.tributary.bench;

import io.tributary.app.lab.speed.Footprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a wallet and a remembered operation weigh: on disk in RocksDB, and in the process' memory. */
@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    description = "Opens wallets, then decides operations; prints Markdown.")
public final class FootprintBench implements Callable<Integer> {
  private static final int BATCH = 1_000;

  @Option(names = "--wallets", defaultValue = "1000000", description = "Each of a tenant of its own (default: ${DEFAULT-VALUE}).")
  private int wallets;

  @Option(names = "--operations", defaultValue = "1000000", description = "Of one wallet (default: ${DEFAULT-VALUE}).")
  private int operations;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FootprintBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("| | stores on disk, MB | bytes each | heap after a collection, MB | resident memory, MB | seconds |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    long opened = measure(String.format("%,d wallets", wallets), wallets, 0, 0);
    measure(String.format("%,d wallets and %,d operations", wallets, operations), wallets, operations, opened);
    return 0;
  }

  /** @param before bytes that are not the operations' own */
  private static long measure(String name, int wallets, int operations, long before) throws Exception {
    Path state = Files.createTempDirectory("tributary-footprint");
    long start = System.nanoTime();
    try (TributaryDecisions decisions = new TributaryDecisions(state, 64, false, BATCH)) {
      List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(wallets).toList();
      decisions.openAll(tenants);
      for (int done = 0; done < operations; done += BATCH) {
        decisions.consume(tenants.getFirst(), UUID.randomUUID().toString());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long heap = runtime.totalMemory() - runtime.freeMemory();
      long resident = Footprint.resident(ProcessHandle.current().pid());
      decisions.stop();
      long bytes = Footprint.disk(state);
      System.out.printf(
          "| %s | %,d | %,d | %,d | %,d | %,.0f |%n",
          name, bytes >> 20, (bytes - before) / (operations == 0 ? wallets : operations), heap >> 20, resident >> 20, seconds);
      return bytes;
    } finally {
      DecisionBench.delete(state);
    }
  }
}
