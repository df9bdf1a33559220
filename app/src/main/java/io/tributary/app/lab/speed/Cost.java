package io.tributary.app.lab.speed;

import io.tributary.app.lab.speed.PartTimes.Part;
import io.tributary.app.lab.speed.Stand.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Processor time of each part of the platform for one event, a process each. */
final class Cost {
  private static final int TENANTS = 100;
  private static final int WALLETS = 10_000;
  private static final int CALLERS = 64;
  private static final int BATCH = 1_000;

  private final Bench bench;
  private final Stand stand;
  private final StringBuilder text = new StringBuilder();

  private Cost(Bench bench, Stand stand) {
    this.bench = bench;
    this.stand = stand;
  }

  static Findings measure(Bench bench) throws Exception {
    try (Stand stand = Stand.several(bench, 1)) {
      return new Cost(bench, stand).run();
    }
  }

  private Findings run() throws Exception {
    text.append("""
        Capture, a worker and an API are each a process. Processor time is what the system counts for each, in µs for one event.

        | an event is | events/s | %s | together |
        |---|---:|%s---:|
        """.formatted(Arrays.stream(Part.values()).map(Part::title).collect(Collectors.joining(" | ")),
        "---:|".repeat(Part.values().length)));
    allocations();
    List<String> tokens = stand.spenders(bench.size(16, 2));
    try (Spending spending = stand.spending()) {
      int operations = bench.size(60_000, 2_000);
      row("an operation, in batches of " + BATCH, operations,
          () -> spending.inBulk(spending::batches, tokens, 2, operations / 2, BATCH));
      int single = bench.size(20_000, 640);
      row("an operation, a request each, " + CALLERS + " callers", single, () -> oneByOne(spending, tokens, single));
    }
    List<Account> accounts = stand.wallets(bench.size(8, 2), 4);
    try (Getter client = stand.getter(stand.front())) {
      int reads = bench.size(10_000, 160);
      row("a `fresh` read, 16 callers", reads, () -> Answers.ask(
          client, "fresh", number -> accounts.get(number % accounts.size()).path(), reads, 16));
    }
    text.append("""

        An allocation is a row that is written to the outbox, in transactions of a thousand: PostgreSQL's time is that of its writing and
        of its decoder, capture's that of Debezium and its producer, the worker's that of the ledger and of the contexts that follow it, and
        it is over when its event can be read from the ledger's topic. Operations and reads come over HTTP; who measures is their client, in the broker's own
        process, so that the two can't be told apart. Every process collects its own garbage and compiles its own code, which is in
        these figures: the longer it runs, the less. So is polling for other work: the fewer events a second, the more of it each bears.
        """);
    return new Findings(text.toString(), List.of());
  }

  private void allocations() throws Exception {
    int count = bench.size(60_000, 500);
    try (AllocationEvents events = new AllocationEvents(stand);
        Events published = new Events(stand.servers().bootstrapServers())) {
      row("an allocation of " + String.format(Locale.ROOT, "%,d", WALLETS) + " wallets of " + TENANTS + " tenants", count, () -> {
        events.write(count, Cost::account);
        published.await(count);
        return null;
      });
    }
  }

  private static Account account(int number) {
    int wallet = number % WALLETS;
    return new Account(
        UUID.nameUUIDFromBytes(("cost " + wallet % TENANTS).getBytes(StandardCharsets.UTF_8)), "entity-" + wallet);
  }

  private static Void oneByOne(Spending spending, List<String> tokens, int count) throws Exception {
    Callers.run(CALLERS, caller -> {
      String prefix = UUID.randomUUID() + "-";
      for (int number = 0; number < count / CALLERS; number++) {
        int status = spending.one(tokens.get(caller % tokens.size()), prefix + number);
        // 202: it is written, and decided a little later than the API waits.
        if (status != 200 && status != 202) {
          throw new IllegalStateException("an operation was answered " + status);
        }
      }
      return null;
    });
    return null;
  }

  /** Some work that makes so many events. */
  private interface Work {
    Object run() throws Exception;
  }

  /** For half a minute to warm up, and then some rounds. */
  private void row(String what, int count, Work work) throws Exception {
    long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(bench.size(30, 0));
    do {
      work.run();
    } while (System.nanoTime() < warm);
    List<Double> perSecond = new ArrayList<>();
    List<PartTimes> costs = new ArrayList<>();
    for (int round = 0; round < bench.size(3, 1); round++) {
      PartTimes before = PartTimes.of(stand);
      long begin = System.nanoTime();
      work.run();
      perSecond.add(count / ((System.nanoTime() - begin) / 1e9));
      costs.add(PartTimes.of(stand).since(before, count));
    }
    Figure total = figure(costs, PartTimes::total);
    bench.say("%s: %s/s, %s µs of CPU each", what, Figure.of(perSecond), total);
    text.append("| ").append(what).append(" | ").append(Figure.of(perSecond)).append(" | ")
        .append(Arrays.stream(Part.values())
            .map(part -> String.format(Locale.ROOT, "%,.0f", figure(costs, cost -> cost.of(part)).median()))
            .collect(Collectors.joining(" | ")))
        .append(" | ").append(total).append(" |\n");
  }

  private static Figure figure(List<PartTimes> costs, ToDoubleFunction<PartTimes> time) {
    return Figure.of(costs.stream().map(cost -> time.applyAsDouble(cost)).toList());
  }
}
