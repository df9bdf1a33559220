package io.tributary.bench;

import io.tributary.bench.Load.Figure;
import io.tributary.queries.ReadOptions;
import io.tributary.topologies.inventory.RevaluationView;
import io.tributary.topologies.inventory.RevaluationsQuery;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a late receipt of a product with a long history costs: until it is valued anew, and the tenant's others meanwhile. */
@Command(name = "revaluation", mixinStandardHelpOptions = true, description = "Books a receipt late; prints Markdown.")
public final class RevaluationBench implements Callable<Integer> {
  private static final int CALLERS = 16;

  @Option(names = "--movements", defaultValue = "100000", description = "Of the product, later than the receipt (default: ${DEFAULT-VALUE}).")
  private int movements;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RevaluationBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("tributary-bench");
    try (TributaryReservations inventory = new TributaryReservations(directory.resolve("state"), 65_536)) {
      UUID product = UUID.randomUUID();
      List<UUID> others = Stream.generate(UUID::randomUUID).limit(CALLERS).toList();
      ReservationBench.each(others, inventory::open);
      Instant before = Instant.now();
      inventory.open(product);
      ReservationBench.each(Stream.generate(UUID::randomUUID).limit(movements).toList(), id -> inventory.issue(product, id));
      Load.run(inventory, others, CALLERS, Duration.ofSeconds(5));
      Figure calm = Load.run(inventory, others, CALLERS, Duration.ofSeconds(5));
      long start = System.nanoTime();
      inventory.receive(product, "l", BigDecimal.TEN, before);
      double booked = (System.nanoTime() - start) / 1e6;
      CompletableFuture<Figure> meanwhile = CompletableFuture.supplyAsync(() -> load(inventory, others));
      RevaluationView report = report(inventory, product);
      while (!report.complete()) {
        Thread.sleep(20);
        report = report(inventory, product);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println("| movements | booked in ms | valued anew in s | others' p50, p99 ms before | during |");
      System.out.println("|---:|---:|---:|---:|---:|");
      System.out.printf(
          "| %,d | %.0f | %.1f | %.1f, %.1f | %.1f, %.1f |%n",
          report.movements(), booked, seconds, calm.p50(), calm.p99(), meanwhile.get().p50(), meanwhile.get().p99());
    } finally {
      DecisionBench.delete(directory);
    }
    return 0;
  }

  private static Figure load(TributaryReservations inventory, List<UUID> others) {
    try {
      return Load.run(inventory, others, CALLERS, Duration.ofSeconds(5));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static RevaluationView report(TributaryReservations inventory, UUID product) {
    return inventory.queries()
        .ask(new RevaluationsQuery(inventory.tenantId, product.toString(), null, 1), ReadOptions.fresh())
        .value().items().getFirst();
  }
}
