package io.tributary.app.lab.speed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;

/** Credits are spent over HTTP, by more and more callers; then in batches, and on streams. */
final class Commands {
  private static final List<Integer> CALLERS = List.of(1, 4, 16, 64, 256, 1_024);
  private static final List<Integer> CONNECTIONS = List.of(1, 4);
  private static final int BATCH = 1_000;
  private static final int OK = 200;

  private final Bench bench;
  private final Spending spending;
  private final List<String> tokens;
  private final StringBuilder text = new StringBuilder();

  private Commands(Bench bench, Spending spending, List<String> tokens) {
    this.bench = bench;
    this.spending = spending;
    this.tokens = tokens;
  }

  static Findings measure(Bench bench) throws Exception {
    try (Stand stand = Stand.single(bench); Spending spending = stand.spending()) {
      return new Commands(bench, spending, stand.spenders(bench.size(64, 4))).run();
    }
  }

  private Findings run() throws Exception {
    text.append("""
        Credits are spent at a process that has everything (`./tributary serve`), by callers that spend again as soon as they are answered: a
        request for each operation, answered when it is decided, written and committed. *Spread* callers have wallets of %d tenants,
        *hot* ones the same wallet. Before, 256 callers spend for a minute.

        | wallets | callers | operations/s | %s | not decided at once |
        |---|---:|---:|---:|---:|---:|---:|---:|
        """.formatted(tokens.size(), Distribution.heads()));
    spend(tokens, 256, Duration.ofSeconds(bench.size(60, 1)));
    List<Plot.Line> lines = List.of(
        new Plot.Line("spread", requests("spread", tokens)), new Plot.Line("hot", requests("hot", tokens.subList(0, 1))));
    text.append("""

        And many operations with each request:

        | | connections | operations/s |
        |---|---:|---:|
        """);
    for (int connections : CONNECTIONS) {
      inBulk("batches of " + BATCH, connections, spending::batches);
      inBulk("a stream of NDJSON each", connections, spending::stream);
    }
    text.append("""

        What bounds it: few callers wait for a transaction's way through the broker, whose length is what one caller sees. Many share the
        processors: HTTP on both sides, the ledger's thread, and the broker; a batch or a stream leaves nearly all of HTTP out. `bench/README.md` has
        the ledger without HTTP for 1 to 4,096 callers, in turns with PostgreSQL and Redis in the same run; that comparison is not made
        here, because each of them would need the processors for itself.
        """);
    return new Findings(text.toString(),
        List.of(new Plot("commands", "Operations over HTTP, a request each", "callers", "operations/s", true, lines)));
  }

  private List<Plot.Point> requests(String wallets, List<String> whose) throws Exception {
    List<Plot.Point> points = new ArrayList<>();
    for (int callers : CALLERS) {
      Spent spent = spend(whose, callers, Duration.ofSeconds(bench.size(5, 1)));
      Distribution times = spent.times();
      bench.say("%s, %,d callers: %,.0f operations/s, %.1f ms (p50), %.1f ms (p99)", wallets, callers, spent.perSecond(),
          times.percentile(50), times.percentile(99));
      text.append(String.format(Locale.ROOT, "| %s | %,d | %,.0f | %s | %,d |%n", wallets, callers, spent.perSecond(), times.cells(),
          spent.others()));
      points.add(new Plot.Point(callers, spent.perSecond()));
    }
    return points;
  }

  /** @param others answers other than 200, such as 202 where the decision takes longer than the API waits: their times don't count */
  private record Spent(double perSecond, Distribution times, long others) {}

  private Spent spend(List<String> whose, int callers, Duration duration) throws Exception {
    record Mine(LongStream.Builder nanos, long others) {}
    long end = System.nanoTime() + duration.toNanos();
    Callers.All<Mine> all = Callers.run(callers, caller -> {
      String token = whose.get(caller % whose.size());
      String prefix = UUID.randomUUID() + "-";
      LongStream.Builder nanos = LongStream.builder();
      long others = 0;
      long begin = System.nanoTime();
      for (int number = 0; begin < end; number++) {
        int status = spending.one(token, prefix + number);
        long now = System.nanoTime();
        if (status == OK) {
          nanos.add(now - begin);
        } else {
          others++;
        }
        begin = now;
      }
      return new Mine(nanos, others);
    });
    Distribution times = Distribution.of(all.results().stream().flatMapToLong(mine -> mine.nanos().build()));
    return new Spent(times.count() / all.seconds(), times, all.results().stream().mapToLong(Mine::others).sum());
  }

  private void inBulk(String what, int connections, Spending.Bulk bulk) throws Exception {
    int operations = bench.size(25_000, 2_000);
    List<Double> rounds = new ArrayList<>();
    spending.inBulk(bulk, tokens, connections, operations, BATCH);
    for (int round = 0; round < bench.size(3, 1); round++) {
      rounds.add(spending.inBulk(bulk, tokens, connections, operations, BATCH));
    }
    Figure figure = Figure.of(rounds);
    bench.say("%s, connections %d: %s operations/s", what, connections, figure);
    text.append("| %s | %d | %s |%n".formatted(what, connections, figure));
  }
}
