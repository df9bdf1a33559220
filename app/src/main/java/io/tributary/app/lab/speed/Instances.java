package io.tributary.app.lab.speed;

import io.tributary.app.lab.speed.PartTimes.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same load, decided by more and more workers. */
final class Instances {
  private static final List<Integer> WORKERS = List.of(1, 2, 4);
  private static final int CONNECTIONS = 4;
  private static final int BATCH = 1_000;
  private static final int CALLERS = 16;

  private final Bench bench;
  private final StringBuilder text = new StringBuilder();
  private final List<Plot.Point> points = new ArrayList<>();

  private Instances(Bench bench) {
    this.bench = bench;
  }

  static Findings measure(Bench bench) throws Exception {
    Instances instances = new Instances(bench);
    for (int workers : WORKERS) {
      instances.measure(workers);
    }
    return instances.findings();
  }

  private void measure(int workers) throws Exception {
    try (Stand stand = Stand.several(bench.within("workers-" + workers), workers); Spending spending = stand.spending();
        Getter client = stand.getter(stand.front())) {
      List<String> tokens = stand.spenders(bench.size(32, 8));
      int operations = bench.size(20_000, 1_000);
      spending.inBulk(spending::batches, tokens, CONNECTIONS, operations, BATCH);
      List<Double> rounds = new ArrayList<>();
      PartTimes before = PartTimes.of(stand);
      for (int round = 0; round < bench.size(3, 1); round++) {
        rounds.add(spending.inBulk(spending::batches, tokens, CONNECTIONS, operations, BATCH));
      }
      PartTimes cost = PartTimes.of(stand).since(before, (long) rounds.size() * CONNECTIONS * operations);
      List<Stand.Account> accounts = stand.wallets(bench.size(8, 2), 4);
      int reads = bench.size(4_000, 64);
      Answers.ask(client, "fresh", number -> accounts.get(number % accounts.size()).path(), reads, CALLERS);
      Answers answers = Answers.ask(client, "fresh", number -> accounts.get(number % accounts.size()).path(), reads, CALLERS);
      Figure figure = Figure.of(rounds);
      bench.say("workers %d: %s operations/s, %.0f µs of CPU each; %,.0f reads/s", workers, figure, cost.total(), answers.perSecond());
      text.append(String.format(Locale.ROOT, "| %d | %s | %.0f | %.0f | %,.0f | %.1f | %.1f |%n", workers, figure, cost.of(Part.WORKER),
          cost.total(), answers.perSecond(), answers.all().percentile(50), answers.all().percentile(99)));
      points.add(new Plot.Point(workers, figure.median()));
    }
  }

  private Findings findings() {
    return new Findings("""
        One API, capture, and so many workers, each a process of its own on this same machine: what more of them cost here, and not what they
        bring where each has a machine. Batches of %,d operations on %d connections, for 32 tenants; then `fresh` reads by %d callers.

        | workers | operations/s | µs of CPU for one: workers | all processes | reads/s | p50 ms | p99 ms |
        |---:|---:|---:|---:|---:|---:|---:|
        %s
        What bounds it: the processors, of which there are %d for all of these processes, their clients and the servers. Each worker follows
        the others' partitions as a standby, so that every event is written to two of them, compiles its own code, and has transactions of its own,
        which are smaller the more workers share the load. Partitions (%d here) bound how many workers can decide at the same time.
        """.formatted(BATCH, CONNECTIONS, CALLERS, text, Runtime.getRuntime().availableProcessors(), Stand.PARTITIONS),
        List.of(new Plot("instances", "Operations in batches, by workers on one machine", "workers", "operations/s", false,
            List.of(new Plot.Line("operations/s", points)))));
  }
}
