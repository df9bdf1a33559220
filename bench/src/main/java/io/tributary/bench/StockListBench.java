package io.tributary.bench;

import io.tributary.queries.LocalQueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.topologies.inventory.StockItem;
import io.tributary.topologies.inventory.StockQuery;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.ViewQuery;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a page of a tenant's stock takes when there are a million rows of it. */
@Command(name = "stock-list", mixinStandardHelpOptions = true, description = "Lists stock; prints Markdown.")
public final class StockListBench implements Callable<Integer> {
  private static final int LOCATIONS = 100;

  @Option(names = "--rows", defaultValue = "1000000", description = "Stock rows of one tenant (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(names = "--queries", defaultValue = "5000", description = "Of each kind (default: ${DEFAULT-VALUE}).")
  private int queries;

  @Option(names = "--page", defaultValue = "50", description = "Items of a page (default: ${DEFAULT-VALUE}).")
  private int page;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StockListBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("tributary-bench");
    try (TributaryReservations inventory = new TributaryReservations(directory.resolve("state"), 65_536)) {
      List<UUID> products = Stream.generate(UUID::randomUUID).limit(rows / LOCATIONS).toList();
      IntStream.range(0, LOCATIONS).forEach(location -> inventory.location("l" + location));
      long start = System.nanoTime();
      ReservationBench.each(products, inventory::create);
      for (int location = 0; location < LOCATIONS; location++) {
        String place = "l" + location;
        ReservationBench.each(products, product -> inventory.receive(product, place, BigDecimal.TEN));
      }
      System.out.printf("%,d rows received in %,d s%n%n", rows, (System.nanoTime() - start) / 1_000_000_000);
      System.out.println("| a page of " + page + " | p50 ms | p99 ms |");
      System.out.println("|---|---:|---:|");
      UUID tenant = inventory.tenantId;
      LocalQueryService reader = inventory.queries();
      print("first, all stock", reader, i -> new StockQuery(tenant, null, null, null, null, null, page));
      print("first, a warehouse", reader, i -> new StockQuery(tenant, null, TributaryReservations.WAREHOUSE, null, null, null, page));
      print("first, a location", reader, i ->
          new StockQuery(tenant, null, TributaryReservations.WAREHOUSE, "l" + i % LOCATIONS, null, null, page));
      print("first, a product", reader, i ->
          new StockQuery(tenant, products.get(i % products.size()).toString(), null, null, null, null, page));
      String[] next = {null};
      measure(reader, 1, i -> new StockQuery(tenant, null, null, null, null, null, page));
      print("the next, one after another", reader, i -> new StockQuery(tenant, null, null, null, null, next[0], page), next);
    } finally {
      DecisionBench.delete(directory);
    }
    return 0;
  }

  private void print(String what, LocalQueryService reader, IntFunction<StockQuery> query, String... next) {
    measure(reader, queries / 5, query, next);
    long[] nanos = measure(reader, queries, query, next);
    System.out.printf("| %s | %.2f | %.2f |%n", what, nanos[queries / 2] / 1e6, nanos[queries * 99 / 100] / 1e6);
  }

  private long[] measure(LocalQueryService reader, int times, IntFunction<StockQuery> query, String... next) {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      ViewQuery<Page<StockItem>> asked = query.apply(i);
      long start = System.nanoTime();
      Page<StockItem> found = reader.ask(asked, ReadOptions.fresh()).value();
      nanos[i] = System.nanoTime() - start;
      if (found.items().size() < Math.min(page, LOCATIONS)) {
        throw new IllegalStateException("a page of " + found.items().size());
      }
      if (next.length > 0) {
        next[0] = found.next();
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
