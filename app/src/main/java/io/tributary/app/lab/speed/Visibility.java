package io.tributary.app.lab.speed;

import io.tributary.app.lab.speed.Stand.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Allocations are committed in PostgreSQL at a steady rate; some of them are asked for at once, until a query shows them. */
final class Visibility {
  private static final List<Integer> RATES = List.of(100, 500, 1_000);
  private static final int READS_PER_SECOND = 50;

  /** Some for each processor: PostgreSQL keeps a process for each, and those that take turns find nothing of theirs in its caches. */
  private static final int WRITERS = 6;

  private final Bench bench;
  private final Stand stand;
  private final int tenants;
  private final List<Account> accounts;
  private final Getter client;

  private Visibility(Bench bench, Stand stand) {
    this.bench = bench;
    this.stand = stand;
    this.tenants = bench.size(16, 2);
    this.accounts = stand.accounts(tenants, bench.size(1_024, 4));
    this.client = stand.getter(stand.front());
  }

  static Findings measure(Bench bench) throws Exception {
    try (Stand stand = Stand.single(bench)) {
      return new Visibility(bench, stand).run();
    }
  }

  private Findings run() throws Exception {
    write(bench.size(1_000, 20), bench.size(420, 1));
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """
        Allocations are written at a steady rate by the code that the API has for them: a transaction each, with its outbox row, synced
        to disk, over %d connections, to %,d wallets of %d tenants in turn. When the commit has returned, a query for the wallet is sent
        that names the write's position, so that its answer shows it; the time from the commit's return to that answer is what is told:
        capture, Kafka, the ledger's transaction, its commit, and the query itself. One process has the API, the topologies and capture
        (`./tributary serve`); %d queries a second are sampled. Before, the same goes on for seven minutes at the highest rate: a young
        process spends half a processor on compiling itself.

        | writes/s wanted | done | %s |
        |---:|---:|---:|---:|---:|---:|
        """, WRITERS, accounts.size(), tenants, READS_PER_SECOND, Distribution.heads()));
    List<Plot.Line> lines = new ArrayList<>();
    for (int rate : RATES) {
      settle();
      Run run = write(rate, bench.size(30, 2));
      bench.say("%d writes/s: %.0f done, visible after %.1f ms (p50), %.1f ms (p99)", rate, run.rate(),
          run.times().percentile(50), run.times().percentile(99));
      text.append(String.format(Locale.ROOT, "| %,d | %,.0f | %s |%n", rate, run.rate(), run.times().cells()));
      lines.add(Plot.percentiles(rate + " writes/s", run.times()));
      if (run.late() > 0) {
        text.append("| | %d not shown within two seconds | | | | |%n".formatted(run.late()));
      }
    }
    text.append("""

        The aim is 250 ms at the 99th percentile, at 1,000 writes a second. Writes that are not shown within two seconds are told apart: there
        capture or the ledger falls behind, and no percentile says by how much. What bounds it on few processors is all of them together: a
        write alone takes PostgreSQL two statements and a synced commit, before anything
        is captured, decided or asked for; near the end of that, whoever is next in a row's way waits to be scheduled.
        """);
    return new Findings(text.toString(), List.of(new Plot(
        "visibility", "From a commit to the query that shows it", "percentile", "ms", false, lines)));
  }

  /** Until all is shown that was written so far: a tenant's rows are applied in their order. */
  private void settle() throws IOException, InterruptedException {
    for (Account account : accounts.subList(0, tenants)) {
      Stand.awaitShown(client, account, stand.allocate(account));
    }
  }

  /** @param late samples that were refused, because the ledger was not there yet */
  private record Run(double rate, Distribution times, int late) {}

  private Run write(int rate, int seconds) throws InterruptedException, ExecutionException {
    Queue<Long> times = new ConcurrentLinkedQueue<>();
    AtomicInteger late = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    int writes = rate * seconds;
    int sampled = Math.max(1, rate / READS_PER_SECOND);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        all.add(writers.submit(() -> {
          int done = 0;
          for (int number = next.getAndIncrement(); number < writes && System.nanoTime() < end; number = next.getAndIncrement()) {
            await(begin + TimeUnit.SECONDS.toNanos(1) * number / rate);
            Account account = accounts.get(number % accounts.size());
            String position = stand.allocate(account);
            long committed = System.nanoTime();
            done++;
            if (number % sampled == 0) {
              var unused = readers.submit(() -> read(account, position, committed, times, late));
            }
          }
          return done;
        }));
      }
      int done = 0;
      for (Future<Integer> writer : all) {
        done += writer.get();
      }
      double took = (System.nanoTime() - begin) / 1e9;
      readers.shutdown();
      readers.awaitTermination(1, TimeUnit.MINUTES);
      return new Run(done / took, Distribution.of(times.stream().mapToLong(Long::longValue)), late.get());
    }
  }

  private Void read(Account account, String position, long committed, Queue<Long> times, AtomicInteger late)
      throws InterruptedException {
    try {
      if (client.get(account.path(), null, position).statusCode() == 200) {
        times.add(System.nanoTime() - committed);
      } else {
        late.incrementAndGet();
      }
    } catch (IOException noAnswer) {
      late.incrementAndGet();
    }
    return null;
  }

  private static void await(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
