package io.tributary.app.lab.speed;

import io.tributary.app.lab.speed.Stand.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One wallet asked for by its key, wherever its store is, and a row of PostgreSQL behind the same kind of server. */
final class Reads {
  private static final List<Integer> CALLERS = List.of(1, 16);
  private static final int ENTITIES = 4;

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
        Wallets asked for one by one, over HTTP/1.1, by callers that ask again as soon as they are answered, after 60,000 of the same.

        | answered by | callers | reads/s | %s |
        |---|---:|---:|---:|---:|---:|---:|
        """.formatted(Distribution.heads()));
    try (Stand stand = Stand.single(bench.within("one"))) {
      List<Account> accounts = stand.wallets(bench.size(8, 2), ENTITIES);
      try (Getter client = stand.getter(stand.front()); PrimaryKeyFront front = new PrimaryKeyFront(stand.pool(), bench.root());
          Getter rows = front.getter()) {
        read("the active store, in the process that is asked", client, "fresh", accounts, Account::path);
        read("PostgreSQL by primary key, behind the laboratory's own Tomcat", rows, null, accounts, PrimaryKeyFront::path);
      }
    }
    try (Stand stand = Stand.several(bench.within("several"), 2)) {
      List<Account> accounts = stand.wallets(bench.size(8, 2), ENTITIES);
      try (Getter client = stand.getter(stand.front())) {
        read("the active store, in another process (`fresh`)", client, "fresh", accounts, Account::path);
        read("whoever has it, in another process (`available`)", client, "available", accounts, Account::path);
      }
    }
    text.append("""

        What bounds it: a key's read of RocksDB takes some microseconds. The rest is HTTP, the check of the token and of the tenant (which
        the laboratory's own server doesn't make), JSON, and, asked elsewhere, one more request. `fresh` also asks whether the store is
        still this process's own, and up to date; `available` takes what a standby has where the active store is not known or does not
        answer: what that takes, the next section tells. With 16 callers all figures are those of processors that these processes share with who asks.
        """);
    return new Findings(text.toString(), List.of(new Plot("reads", "A read, one caller", "percentile", "ms", false, lines)));
  }

  private void read(
      String what, Getter client, @Nullable String consistency, List<Account> accounts, Function<Account, String> path)
      throws Exception {
    int times = bench.size(8_000, 64);
    ask(client, consistency, accounts, path, bench.size(60_000, 64), CALLERS.getLast());
    for (int callers : CALLERS) {
      Answers answers = ask(client, consistency, accounts, path, times / (callers == 1 ? 4 : 1), callers);
      Distribution all = answers.all();
      bench.say("%s, callers %d: %,.0f/s, %.2f ms (p50), %.2f ms (p99), %d by a standby", what, callers, answers.perSecond(),
          all.percentile(50), all.percentile(99), answers.standbys().count());
      text.append(String.format(Locale.ROOT, "| %s | %d | %,.0f | %s |%n", what, callers, answers.perSecond(), all.cells()));
      if (answers.standbys().count() > 0) {
        text.append(String.format(Locale.ROOT, "| … of these, by a standby | | | %s |%n", answers.standbys().cells()));
      }
      if (callers == 1) {
        lines.add(Plot.percentiles(what, all));
      }
    }
  }

  private static Answers ask(
      Getter client, @Nullable String consistency, List<Account> accounts, Function<Account, String> path, int times, int callers)
      throws Exception {
    return Answers.ask(client, consistency, number -> path.apply(accounts.get(number % accounts.size())), times, callers);
  }
}
