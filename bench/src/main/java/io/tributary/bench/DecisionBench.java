package io.tributary.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Decisions per second of the ledger beside what one would write instead, in turns, on spread wallets and on a hot one. */
@Command(name = "decisions", mixinStandardHelpOptions = true, description = "Compares decisions per second; prints Markdown.")
public final class DecisionBench implements Callable<Integer> {
  private static final int MAX_IN_FLIGHT = 65_536;

  @Option(names = "--callers", split = ",", defaultValue = "1,64,1024", description = "Callers at a time (default: ${DEFAULT-VALUE}).")
  private List<Integer> callers;

  @Option(names = "--seconds", defaultValue = "5", description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each figure, in turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--warmup", defaultValue = "20", description = "Seconds of load on each before the first measurement (default: ${DEFAULT-VALUE}).")
  private int warmup;

  @Option(names = "--wallets", defaultValue = "1024", description = "Spread wallets (default: ${DEFAULT-VALUE}).")
  private int wallets;

  @Option(names = "--beside", split = ",", defaultValue = "postgres,redis,redis_synced", description = "Of postgres, redis, redis_synced (default: ${DEFAULT-VALUE}); - for none.")
  private List<String> beside;

  @Option(names = "--kinds", split = ",", defaultValue = "spread,hot", description = "Which wallets (default: ${DEFAULT-VALUE}).")
  private List<String> kinds;

  @Option(names = "--http", description = "All behind the same small HTTP front.")
  private boolean http;

  @Option(names = "--batch", defaultValue = "1", description = "Operations of one of our commands (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--synced", description = "Kafka syncs each append to disk, as PostgreSQL does each commit.")
  private boolean synced;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DecisionBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("tributary-bench");
    List<Decisions> all = new ArrayList<>();
    try {
      all.add(front(new TributaryDecisions(directory.resolve("state"), MAX_IN_FLIGHT, synced, batch)));
      for (String name : beside) {
        if (!name.equals("-")) {
          all.add(front(other(name, directory)));
        }
      }
      List<UUID> spread = Stream.generate(UUID::randomUUID).limit(wallets).toList();
      for (Decisions one : all) {
        for (UUID wallet : spread) {
          one.open(wallet);
        }
        Load.warm(one, spread, 0, Duration.ofSeconds(warmup));
      }
      Comparison comparison = new Comparison(all, rounds, 0, Duration.ofSeconds(seconds));
      comparison.head("wallets");
      for (String kind : kinds) {
        List<UUID> on = kind.equals("hot") ? spread.subList(0, 1) : spread;
        for (int number : callers) {
          comparison.run(kind, on, number);
        }
      }
    } finally {
      all.reversed().forEach(Decisions::close);
      delete(directory);
    }
    return 0;
  }

  private Decisions front(Decisions behind) throws Exception {
    return http ? new HttpFront(behind) : behind;
  }

  private static Decisions other(String name, Path directory) throws Exception {
    return switch (name) {
      case "postgres" -> new PostgresDecisions();
      case "redis" -> new RedisDecisions(Files.createDirectory(directory.resolve(name)), "everysec");
      case "redis_synced" -> new RedisDecisions(Files.createDirectory(directory.resolve(name)), "always");
      default -> throw new IllegalArgumentException("--beside knows postgres, redis, redis_synced and -, not " + name);
    };
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder()).forEach(path -> {
        try {
          Files.delete(path);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
