package io.tributary.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reservations per second beside row locks, in turns, on a hot product and on many. */
@Command(
    name = "reservations",
    mixinStandardHelpOptions = true,
    description = "Compares reservations per second; prints Markdown.")
public final class ReservationBench implements Callable<Integer> {
  private static final int MAX_IN_FLIGHT = 65_536;

  /** Coprime to any sensible number of callers, so that they don't walk in step. */
  private static final int STEP = 7_919;

  @Option(names = "--callers", split = ",", defaultValue = "1,64,1024", description = "Callers at a time (default: ${DEFAULT-VALUE}).")
  private List<Integer> callers;

  @Option(names = "--seconds", defaultValue = "5", description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each figure, in turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--warmup", defaultValue = "20", description = "Seconds of load on each before the first measurement (default: ${DEFAULT-VALUE}).")
  private int warmup;

  @Option(names = "--products", defaultValue = "10000", description = "Spread products (default: ${DEFAULT-VALUE}).")
  private int products;

  @Option(names = "--tenants", defaultValue = "64", description = "Tenants that they are dealt out to, after one has had as many (default: ${DEFAULT-VALUE}).")
  private int tenants;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ReservationBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("tributary-bench");
    List<Decisions> all = new ArrayList<>();
    try {
      TributaryReservations ours = new TributaryReservations(directory.resolve("state"), MAX_IN_FLIGHT);
      all.add(ours);
      all.add(new PostgresReservations());
      List<UUID> spread = Stream.generate(UUID::randomUUID).limit(products).toList();
      List<UUID> dealt = Stream.generate(UUID::randomUUID).limit(products).toList();
      ours.deal(dealt, tenants);
      for (Decisions one : all) {
        each(spread, one::open);
        each(dealt, one::open);
        Load.warm(one, spread, STEP, Duration.ofSeconds(warmup));
      }
      Comparison comparison = new Comparison(all, rounds, STEP, Duration.ofSeconds(seconds));
      comparison.head("products");
      for (int number : callers) {
        comparison.run("1, hot", spread.subList(0, 1), number);
      }
      for (int number : callers) {
        comparison.run(String.format("%,d", products), spread, number);
      }
      for (int number : callers) {
        comparison.run(String.format("%,d of %d tenants", products, tenants), dealt, number);
      }
    } finally {
      all.reversed().forEach(Decisions::close);
      DecisionBench.delete(directory);
    }
    return 0;
  }

  /** Does something with each product, many at a time, since each waits for its commit. */
  static void each(List<UUID> products, Action action) throws Exception {
    Semaphore places = new Semaphore(1_024);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (UUID product : products) {
        places.acquire();
        running.add(threads.submit(() -> {
          try {
            action.on(product);
            return null;
          } finally {
            places.release();
          }
        }));
      }
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  /** What to do with a product. */
  @FunctionalInterface
  interface Action {
    void on(UUID product) throws Exception;
  }
}
