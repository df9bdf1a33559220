package io.tributary.app.lab;

import io.tributary.app.orders.HttpPlatform;
import io.tributary.app.orders.Platform.Wallet;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the platform, once the load has stopped, with what its clients were told. */
final class Checks {
  private static final int MOST_WRONG = 5;
  private static final Duration CAUGHT_UP = Duration.ofSeconds(30);

  private final Load load;
  private final HttpPlatform platform;
  private final CommittedLog log;
  private final Topics topics;
  private final Notebook notes;

  Checks(Load load, HttpPlatform platform, CommittedLog log, Topics topics, Notebook notes) {
    this.load = load;
    this.platform = platform;
    this.log = log;
    this.topics = topics;
    this.notes = notes;
  }

  /** @param limits what this experiment allows */
  void run(Limits limits) throws InterruptedException {
    writes(limits);
    reads(limits);
    money();
    committedLog();
    lag();
  }

  private void writes(Limits limits) {
    long operations = load.accounts().stream().mapToLong(account -> account.operations().size()).sum();
    check("every operation was approved in the end", load.refused().isEmpty() && operations > 0,
        operations + " operations; refused: " + (load.refused().isEmpty() ? "none" : load.refused()));
    Duration slowest = load.slowestWrite();
    target("a write took at most " + seconds(limits.write()), slowest.compareTo(limits.write()) <= 0, seconds(slowest));
  }

  private void reads(Limits limits) {
    long now = System.nanoTime();
    Duration longest = load.fresh().stream().map(reader -> reader.outages().longest(now)).max(Duration::compareTo).orElseThrow();
    target("fresh reads were without an answer for at most " + seconds(limits.freshOutage()),
        longest.compareTo(limits.freshOutage()) <= 0,
        "%s; %d of %d reads failed%s".formatted(
            seconds(longest), failures(load.fresh()), reads(load.fresh()), reasons(load.fresh())));
    target("reads that accept stated lag failed at most " + limits.availableFailures() + " times",
        failures(load.available()) <= limits.availableFailures(),
        "%d of %d reads failed%s; served by %s".formatted(
            failures(load.available()), reads(load.available()), reasons(load.available()), servedBy(load.available())));
    List<String> complaints = Stream.concat(load.fresh().stream(), load.available().stream())
        .flatMap(reader -> reader.complaints().stream()).toList();
    check("no read went back, and no fresh one lacked what was acknowledged", complaints.isEmpty(),
        complaints.isEmpty() ? "none" : complaints.toString());
  }

  private void money() {
    List<String> wrong = new ArrayList<>();
    long credits = 0;
    for (Account account : load.accounts()) {
      long consumed = account.consumed().get();
      credits += consumed;
      Wallet expected = new Wallet(account.allocated().get() - consumed, account.allocated().get(), consumed);
      Wallet found = platform.wallet(account.id());
      if (!found.equals(expected)) {
        wrong.add("%s has %s, not %s".formatted(account.name(), found, expected));
      }
    }
    check("every wallet is what its clients were told", wrong.isEmpty(),
        wrong.isEmpty() ? credits + " credits in " + load.accounts().size() + " wallets" : wrong.toString());
  }

  private void committedLog() {
    List<String> wrong = new ArrayList<>();
    Map<String, CommittedLog.Tenant> tenants = log.read();
    for (Account account : load.accounts()) {
      CommittedLog.Tenant told = tenants.getOrDefault(account.id(), CommittedLog.Tenant.EMPTY);
      wrong.addAll(told.complaints());
      if (!told.operations().equals(account.operations()) || told.consumed() != account.consumed().get()
          || told.allocated() != account.allocated().get()) {
        wrong.add("%s: %d operations of %d credits and %d allocated in the log, %d of %d and %d acknowledged".formatted(
            account.name(), told.operations().size(), told.consumed(), told.allocated(),
            account.operations().size(), account.consumed().get(), account.allocated().get()));
      }
    }
    check("each operation is once in the committed log, versions are contiguous, its sums are the wallets', none below 0",
        wrong.isEmpty(),
        wrong.isEmpty() ? log.records() + " records" : some(wrong));
  }

  private void lag() throws InterruptedException {
    long begin = System.nanoTime();
    long behind;
    do {
      behind = 0;
      for (String topic : List.of(Context.CREDITS.commands(), Context.CREDITS.outbox())) {
        behind += topics.lag(Context.CREDITS.applicationId(), topic);
      }
    } while (behind > 0 && System.nanoTime() - begin < CAUGHT_UP.toNanos());
    check("nothing is left to apply", behind == 0, behind + " records");
  }

  private void check(String what, boolean held, String figure) {
    notes.found(new Finding(what, held, figure, false));
  }

  private void target(String what, boolean met, String figure) {
    notes.found(new Finding(what, met, figure, true));
  }

  private static long failures(List<WalletReader> readers) {
    return readers.stream().mapToLong(reader -> reader.outages().failures()).sum();
  }

  private static long reads(List<WalletReader> readers) {
    return failures(readers) + readers.stream().mapToLong(reader -> reader.outages().successes()).sum();
  }

  private static String reasons(List<WalletReader> readers) {
    Set<String> reasons = new TreeSet<>();
    readers.forEach(reader -> reasons.addAll(reader.refusals()));
    return reasons.isEmpty() ? "" : " (" + reasons.stream().limit(2).collect(Collectors.joining("; ")) + ")";
  }

  private static Map<String, Long> servedBy(List<WalletReader> readers) {
    Map<String, Long> all = new TreeMap<>();
    readers.forEach(reader -> reader.servedBy().forEach((role, count) -> all.merge(role, count, Long::sum)));
    return all;
  }

  /** The first of what is wrong. */
  static String some(List<String> wrong) {
    return wrong.stream().limit(MOST_WRONG).toList().toString();
  }

  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
