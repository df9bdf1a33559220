package io.tributary.bench;

import io.tributary.bench.Load.Figure;
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

/** Decisions per second of the ledger beside PostgreSQL, in turns, on spread wallets and on one hot wallet. */
@Command(name = "decisions", mixinStandardHelpOptions = true, description = "Compares decisions per second; prints Markdown.")
public final class DecisionBench implements Callable<Integer> {
  @Option(names = "--callers", split = ",", defaultValue = "1,64,1024", description = "Callers at a time (default: ${DEFAULT-VALUE}).")
  private List<Integer> callers;

  @Option(names = "--seconds", defaultValue = "5", description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each figure, in turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--wallets", defaultValue = "1024", description = "Spread wallets (default: ${DEFAULT-VALUE}).")
  private int wallets;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DecisionBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path state = Files.createTempDirectory("tributary-bench");
    try (Decisions ours = new TributaryDecisions(state, 65_536);
        Decisions theirs = new PostgresDecisions()) {
      List<UUID> spread = Stream.generate(UUID::randomUUID).limit(wallets).toList();
      List<UUID> hot = spread.subList(0, 1);
      for (UUID wallet : spread) {
        ours.open(wallet);
        theirs.open(wallet);
      }
      for (Decisions one : List.of(ours, theirs)) {
        Load.run(one, spread, 64, Duration.ofSeconds(seconds));
      }
      System.out.println("| wallets | callers | | decisions/s (median, min–max) | p50 ms | p99 ms | ratio |");
      System.out.println("|---|---:|---|---:|---:|---:|---:|");
      for (int number : callers) {
        compare("spread", spread, number, ours, theirs);
        compare("hot", hot, number, ours, theirs);
      }
    } finally {
      delete(state);
    }
    return 0;
  }

  private void compare(String kind, List<UUID> on, int number, Decisions ours, Decisions theirs) throws Exception {
    List<Figure> mine = new ArrayList<>();
    List<Figure> other = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      mine.add(Load.run(ours, on, number, Duration.ofSeconds(seconds)));
      other.add(Load.run(theirs, on, number, Duration.ofSeconds(seconds)));
    }
    double ratio = median(mine).perSecond() / median(other).perSecond();
    print(kind, number, ours.name(), mine, String.format("%.1f", ratio));
    print(kind, number, theirs.name(), other, "1");
  }

  private static void print(String kind, int number, String name, List<Figure> figures, String ratio) {
    Figure median = median(figures);
    double least = figures.stream().mapToDouble(Figure::perSecond).min().orElseThrow();
    double most = figures.stream().mapToDouble(Figure::perSecond).max().orElseThrow();
    System.out.printf(
        "| %s | %,d | %s | %,.0f (%,.0f–%,.0f) | %.1f | %.1f | %s |%n",
        kind, number, name, median.perSecond(), least, most, median.p50(), median.p99(), ratio);
  }

  private static Figure median(List<Figure> figures) {
    return figures.stream().sorted(Comparator.comparingDouble(Figure::perSecond)).toList().get(figures.size() / 2);
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
