package io.tributary.app.lab.speed;

import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.lab.speed.Stand.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One wallet asked for by its key, wherever its store is, and a row of PostgreSQL behind the same kind of server. */
final class Reads {
  private static final List<Integer> CALLERS = List.of(1, 16);

  private final Bench bench;
  private final StringBuilder text = new StringBuilder();
  private final List<Plot.Line> lines = new ArrayList<>();

  private Reads(Bench bench) {
    this.bench = bench;
  }

  static Findings measure(Bench bench) throws Exception {
    return new Reads(bench).run();
  }

  private Findings run() throws Exception {
    text.append("""
        Wallets asked for one by one, over HTTP/1.1, by callers that ask again as soon as they are answered.

        | answered by | callers | reads/s | %s |
        |---|---:|---:|---:|---:|---:|---:|
        """.formatted(Distribution.heads()));
    try (Stand stand = Stand.single(bench.within("one"))) {
      List<Account> accounts = stand.wallets(bench.size(8, 2), 4);
      try (Getter client = stand.getter(stand.front()); PrimaryKeyFront front = new PrimaryKeyFront(stand.pool(), bench.root());
          Getter rows = front.getter()) {
        read("the active store, in the process that is asked", client, "fresh", accounts, Account::path);
        read("PostgreSQL by primary key, behind the laboratory's own Tomcat", rows, null, accounts, PrimaryKeyFront::path);
      }
    }
    List<Member> members = List.of(Stand.member("worker-0", Kind.WORKER), Stand.member("worker-1", Kind.WORKER),
        Stand.member("api-0", Kind.API), Stand.member("capture-0", Kind.CAPTURE));
    try (Stand stand = Stand.open(bench.within("several"), members)) {
      List<Account> accounts = stand.wallets(bench.size(8, 2), 4);
      try (Getter client = stand.getter(stand.front())) {
        read("the active store, in another process (`fresh`)", client, "fresh", accounts, Account::path);
        read("active or standby, in another process (`available`)", client, "available", accounts, Account::path);
      }
    }
    text.append("""

        What bounds it: a key's read of RocksDB takes some microseconds. The rest is HTTP, the check of the token and of the tenant (which
        the laboratory's own server doesn't make), JSON, and, asked elsewhere, one more request. `fresh` also asks whether the store is
        still this process's own, and up to date. With 16 callers all figures are those of two processors in use.
        """);
    return new Findings(text.toString(), List.of(new Plot("reads", "A read, one caller", "percentile", "ms", false, lines)));
  }

  private void read(
      String what, Getter client, @Nullable String consistency, List<Account> accounts, Function<Account, String> path)
      throws Exception {
    int times = bench.size(8_000, 50);
    ask(client, consistency, accounts, path, times, CALLERS.getLast());
    for (int callers : CALLERS) {
      long begin = System.nanoTime();
      Distribution nanos = ask(client, consistency, accounts, path, times / (callers == 1 ? 4 : 1), callers);
      double perSecond = nanos.count() / ((System.nanoTime() - begin) / 1e9);
      bench.say("%s, %d callers: %,.0f/s, %.2f ms (p50), %.2f ms (p99)",
          what, callers, perSecond, nanos.percentile(50), nanos.percentile(99));
      text.append("| %s | %d | %,.0f | %s |%n".formatted(what, callers, perSecond, nanos.cells()));
      if (callers == 1) {
        lines.add(Plot.percentiles(what, nanos));
      }
    }
  }

  private static Distribution ask(
      Getter client, @Nullable String consistency, List<Account> accounts, Function<Account, String> path, int times, int callers)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> all = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int offset = caller;
        all.add(threads.submit(() -> client.repeat(
            times / callers, consistency, number -> path.apply(accounts.get((number + offset) % accounts.size())))));
      }
      List<long[]> nanos = new ArrayList<>();
      for (Future<long[]> one : all) {
        nanos.add(one.get());
      }
      return Distribution.of(nanos.stream().flatMapToLong(LongStream::of));
    }
  }
}
