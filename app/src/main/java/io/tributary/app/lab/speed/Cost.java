package io.tributary.app.lab.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Processor time of the whole platform for one event, as wallets and tenants become more. */
final class Cost {
  private static final List<Integer> WALLETS = List.of(1_000, 10_000, 100_000);
  private static final List<Integer> TENANTS = List.of(10, 100, 1_000, 10_000);
  private static final int FEW_TENANTS = 100;

  private final Bench bench;
  private final Stand stand;
  private final AllocationEvents events;
  private final Events published;
  private final StringBuilder text = new StringBuilder();

  private Cost(Bench bench, Stand stand, Events published) {
    this.bench = bench;
    this.stand = stand;
    this.published = published;
    this.events = new AllocationEvents(stand.pool(), stand.payloads());
  }

  static Findings measure(Bench bench) throws Exception {
    try (Stand stand = Stand.single(bench); Events published = new Events(stand.servers().bootstrapServers())) {
      return new Cost(bench, stand, published).run();
    }
  }

  private Findings run() throws Exception {
    text.append("""
        Allocations are written to the outbox as fast as the platform publishes what the ledger makes of them. Processor time is that of
        its process (`./tributary serve`: capture, ledger, the other contexts that look on), not of PostgreSQL and the broker.

        | wallets | tenants | events | events/s | µs of CPU for an event |
        |---:|---:|---:|---:|---:|
        """);
    load(bench.size(60_000, 300), "warm", 10, 0, 10_000);
    List<Plot.Point> byWallets = new ArrayList<>();
    int there = 0;
    for (int wallets : WALLETS) {
      int size = bench.size(wallets, Math.min(wallets, 1_000));
      if (size > there) {
        load(size - there, "wallets", FEW_TENANTS, there, size);
        there = size;
      }
      byWallets.add(new Plot.Point(wallets, cost("wallets", FEW_TENANTS, size)));
    }
    List<Plot.Point> byTenants = new ArrayList<>();
    for (int tenants : TENANTS) {
      int size = bench.size(tenants, Math.min(tenants, 100));
      byTenants.add(new Plot.Point(tenants, cost("tenants " + tenants, size, 10_000)));
    }
    text.append("""

        The first rows' wallets have one allocation each before theirs is measured, and at most eleven after; the others are new. What bounds it: decoding and encoding Avro, Streams'
        records and their transaction, and two rows of RocksDB for each event; more wallets cost what looking for one
        among more costs, and what no longer fits in the caches. More instances can't make it faster here: they would share the same
        two processors.
        """);
    return new Findings(text.toString(), List.of(new Plot("cost", "CPU for an event", "wallets, or tenants of 10,000 wallets",
        "µs", true, List.of(new Plot.Line("by wallets", byWallets), new Plot.Line("by tenants", byTenants)))));
  }

  private double cost(String run, int tenants, int wallets) throws Exception {
    // Few for each wallet: what it costs to have many grants is another matter.
    int count = bench.size(Math.min(40_000, 10 * wallets), 300);
    long cpu = stand.process(0).processorTime().toNanos();
    long begin = System.nanoTime();
    load(count, run, tenants, 0, wallets);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double micros = (stand.process(0).processorTime().toNanos() - cpu) / 1e3 / count;
    bench.say("%,d wallets of %,d tenants: %,.0f events/s, %.0f µs of CPU each", wallets, tenants, count / seconds, micros);
    text.append(String.format(Locale.ROOT, "| %,d | %,d | %,d | %,.0f | %.0f |%n", wallets, tenants, count, count / seconds, micros));
    return micros;
  }

  private void load(int count, String run, int tenants, int from, int to) throws Exception {
    events.write(count, run, tenants, from, to);
    published.await(count);
  }
}
