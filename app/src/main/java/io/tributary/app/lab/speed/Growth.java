package io.tributary.app.lab.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.app.lab.speed.Stand.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What an event and a read cost, and what is kept, as wallets and tenants become more. */
final class Growth {
  private static final int LEAST_WALLETS = 1_000;
  private static final int MOST_WALLETS = 10_000_000;
  private static final List<Integer> TENANTS = List.of(10, 100, 1_000, 10_000);
  private static final int WALLETS = 10_000;
  private static final int FEW_TENANTS = 100;
  private static final int CALLERS = 16;
  private static final double MB = 1e6;

  /** Less may still be in RocksDB's memory, all of it. */
  private static final long TELLING = 30_000_000;

  private final Bench bench;
  private final Stand stand;
  private final AllocationEvents events;
  private final Events published;
  private final Getter client;
  private final List<UUID> registered;
  private final StringBuilder text = new StringBuilder();

  private Growth(Bench bench, Stand stand, AllocationEvents events, Events published, Getter client) {
    this.bench = bench;
    this.stand = stand;
    this.events = events;
    this.published = published;
    this.client = client;
    // The others are known to the ledger alone; wallets of these can be read.
    this.registered = stand.tenants(bench.size(FEW_TENANTS, 4));
  }

  static Findings measure(Bench bench) throws Exception {
    try (Stand stand = Stand.single(bench); AllocationEvents events = new AllocationEvents(stand);
        Events published = new Events(stand.servers().bootstrapServers()); Getter client = stand.getter(stand.front())) {
      return new Growth(bench, stand, events, published, client).run();
    }
  }

  /** What lies where. */
  private record Weight(long disk, long resident) {}

  private Findings run() throws Exception {
    load(bench.size(60_000, 300), number -> new Account(named("warm " + number % 10), "entity-" + number % 1_000));
    text.append("""
        Allocations are sent to the ledger as capture sends them (past PostgreSQL, or millions of wallets would take an hour), to a process that
        has everything (`./tributary serve`). Each wallet is opened by a first allocation. Then there are more of them, to wallets at
        random, in one go; and `fresh` reads, again of wallets at random, by %d callers. Processor time is that process's.

        | wallets | tenants | opened/s | events/s | µs of CPU for an event | reads/s | p50 ms | p99 ms | stores on disk, MB | resident, MB |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """.formatted(CALLERS));
    List<Step> tenants = new ArrayList<>();
    for (int count : TENANTS) {
      int wallets = bench.size(WALLETS, 500);
      tenants.add(step("tenants", 0, wallets, Math.min(count, wallets)));
    }
    List<Step> wallets = new ArrayList<>();
    List<Integer> sizes = sizes(bench.quick() ? LEAST_WALLETS : bench.keys());
    Weight before = weight();
    for (int size : sizes) {
      wallets.add(step("wallets", wallets.isEmpty() ? 0 : wallets.getLast().wallets(), size, FEW_TENANTS));
    }
    bounds(sizes, before, weight());
    return new Findings(text.toString(), List.of(
        plot("growth-cost", "CPU for an event", "µs", wallets, tenants, true),
        plot("growth-reads", "A read, " + CALLERS + " callers, median", "ms", wallets, tenants, false)));
  }

  /** Powers of ten to the most that is wanted, and that. */
  static List<Integer> sizes(int most) {
    List<Integer> sizes = new ArrayList<>();
    for (int size = LEAST_WALLETS; size < most; size *= 10) {
      sizes.add(size);
    }
    sizes.add(most);
    return sizes;
  }

  private void bounds(List<Integer> sizes, Weight before, Weight after) {
    int most = sizes.getLast();
    String left = LongStream.iterate(LEAST_WALLETS, size -> size <= MOST_WALLETS, size -> size * 10).filter(size -> size > most)
        .mapToObj(size -> String.format(Locale.ROOT, "%,d", size)).collect(Collectors.joining("; "));
    long grown = after.disk() - before.disk();
    text.append(String.format(Locale.ROOT, """

        %s%s

        What bounds it: Avro, Streams' records and their transaction cost the same however many wallets there are. What grows is
        looking for one among more, in more files, once they are more than the block cache holds; resident memory ends where the heap (1 GB)
        and RocksDB's bound (256 MB) are full. A tenant is a key's first part and a number to count on: many cost a row each.
        """,
        grown < TELLING ? "" : String.format(Locale.ROOT, """
            A wallet with its allocations, and what all contexts keep of them, takes %,.0f bytes on disk (all that the last lines' wallets added,
            less what RocksDB still holds in memory).
            """, grown / (double) most),
        left.isEmpty() ? "" : "Wallets not tried here (`--keys`): " + left + "."));
  }

  /** @param p50 of a read, in milliseconds */
  private record Step(int wallets, int tenants, double micros, double p50) {}

  private Step step(String name, int from, int wallets, int tenants) throws Exception {
    IntFunction<Account> account = wallet -> account(name + "-" + tenants, tenants, wallet);
    double opened = load(wallets - from, number -> account.apply(from + number));
    int count = bench.size(Math.min(40_000, 10 * wallets), 300);
    long cpu = stand.process(0).processorTime().toNanos();
    double perSecond = load(count, number -> account.apply(random(wallets)));
    double micros = (stand.process(0).processorTime().toNanos() - cpu) / 1e3 / count;
    Answers answers = Answers.ask(client, "fresh", number -> readable(account, wallets, tenants).path(),
        bench.size(4_000, 64), CALLERS);
    Weight weight = weight();
    Distribution reads = answers.all();
    bench.say("%,d wallets of %,d tenants: %,.0f opened/s, %,.0f events/s, %.0f µs of CPU each; reads %.1f ms (p50), %.1f ms (p99)",
        wallets, tenants, opened, perSecond, micros, reads.percentile(50), reads.percentile(99));
    text.append(String.format(Locale.ROOT, "| %,d | %,d | %,.0f | %,.0f | %.0f | %,.0f | %.1f | %.1f | %,.0f | %,.0f |%n",
        wallets, tenants, opened, perSecond, micros, answers.perSecond(), reads.percentile(50), reads.percentile(99),
        weight.disk() / MB, weight.resident() / MB));
    return new Step(wallets, tenants, micros, reads.percentile(50));
  }

  /** The tenants take turns. */
  private Account account(String name, int tenants, int wallet) {
    int tenant = wallet % tenants;
    return new Account(tenant < registered.size() ? registered.get(tenant) : named(name + "-" + tenant), name + "-" + wallet);
  }

  private Account readable(IntFunction<Account> accounts, int wallets, int tenants) {
    int tenant = random(Math.min(tenants, registered.size()));
    return accounts.apply(tenant + tenants * random((wallets - tenant + tenants - 1) / tenants));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  /** Returns how many a second, when the ledger has published what it makes of all. */
  private double load(int count, IntFunction<Account> accounts) {
    long begin = System.nanoTime();
    events.send(count, accounts);
    published.await(count);
    return count / ((System.nanoTime() - begin) / 1e9);
  }

  private Weight weight() {
    return new Weight(
        Footprint.disk(stand.fleet().surroundings().states(stand.member(0))), Footprint.resident(stand.process(0).pid()));
  }

  private static Plot plot(String file, String title, String unit, List<Step> wallets, List<Step> tenants, boolean cost) {
    return new Plot(file, title, "wallets, or tenants of 10,000 wallets", unit, true, List.of(
        new Plot.Line("by wallets", wallets.stream().map(step -> new Plot.Point(step.wallets(), cost ? step.micros() : step.p50())).toList()),
        new Plot.Line("by tenants", tenants.stream().map(step -> new Plot.Point(step.tenants(), cost ? step.micros() : step.p50())).toList())));
  }
}
