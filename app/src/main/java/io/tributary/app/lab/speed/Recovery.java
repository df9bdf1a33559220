package io.tributary.app.lab.speed;

import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.instance.Trees;
import io.tributary.app.lab.Outages;
import io.tributary.app.lab.Topics;
import io.tributary.app.lab.speed.Stand.Account;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;

/** What a client notices when a worker is killed, and how fast a worker has its stores again. */
final class Recovery {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration CALM = Duration.ofSeconds(10);

  private final Bench bench;

  private Recovery(Bench bench) {
    this.bench = bench;
  }

  static Findings measure(Bench bench) throws Exception {
    Recovery recovery = new Recovery(bench);
    return new Findings(recovery.pause() + recovery.restore(), List.of());
  }

  private String pause() throws Exception {
    List<Member> members = List.of(Stand.member("worker-0", Kind.WORKER), Stand.member("worker-1", Kind.WORKER),
        Stand.member("api-0", Kind.API), Stand.member("capture-0", Kind.CAPTURE));
    List<Double> fresh = new ArrayList<>();
    List<Double> available = new ArrayList<>();
    try (Stand stand = Stand.open(bench.within("several"), members)) {
      List<Account> accounts = stand.wallets(6, 1);
      for (int round = 0; round < bench.size(4, 1); round++) {
        Member victim = members.get(round % 2);
        Watch watch = Watch.start(stand, stand.front(), accounts);
        Thread.sleep(Duration.ofSeconds(2));
        stand.fleet().process(victim).kill();
        Thread.sleep(CALM);
        watch.stop();
        fresh.add(watch.longest("fresh"));
        available.add(watch.longest("available"));
        bench.say("kill -9 of %s: fresh reads without an answer for %.0f ms, available ones %.0f ms",
            victim.name(), fresh.getLast(), available.getLast());
        stand.fleet().start(victim).awaitReady(Stand.READY);
      }
    }
    return """
        Two workers, one API and capture, each a process; a client for each of six tenants reads every %d ms. A worker is killed
        with `kill -9`; the other one has warm copies.

        | reads | longest time without an answer, ms |
        |---|---:|
        | `fresh` | %s |
        | `available` | %s |

        What bounds it: the broker waits for the dead worker's session to end before it gives its partitions to the other one, which then
        has little to restore. `lab faults` does more, and worse, and checks what became of the credits.

        """.formatted(PAUSE.toMillis(), Figure.of(fresh), Figure.of(available));
  }

  private String restore() throws Exception {
    int events = bench.size(150_000, 500);
    try (Stand stand = Stand.single(bench.within("one")); Events published = new Events(stand.servers().bootstrapServers());
        Admin admin = Admin.create(Map.of("bootstrap.servers", stand.servers().bootstrapServers()))) {
      new AllocationEvents(stand.pool(), stand.payloads()).write(events, "restore", 100, 0, events);
      published.await(events);
      double kept = restart(stand, false);
      double deleted = restart(stand, true);
      Topics topics = new Topics(stand.servers().bootstrapServers());
      long records = 0;
      for (String topic : admin.listTopics().names().get()) {
        records += topic.endsWith("-changelog") ? topics.count(topic) : 0;
      }
      double rate = records / Math.max(deleted - kept, 0.001);
      bench.say("ready after %.1f s with its stores, after %.1f s without: %,d records, %,.0f/s", kept, deleted, records, rate);
      return String.format(Locale.ROOT, """
          A process that has all stores is stopped and started again, with what lies on its disk and without it.

          | | |
          |---|---:|
          | ready with its stores, s | %.1f |
          | ready without, s | %.1f |
          | records in the changelogs | %,d |
          | restored, records/s | %,.0f |

          The rate is that of the difference. What bounds it: one thread for each context restores, and writes to RocksDB; until they are
          done the same processors also start the rest of the process.
          """, kept, deleted, records, rate);
    }
  }

  private static double restart(Stand stand, boolean empty) throws InterruptedException {
    Member member = stand.member(0);
    stand.process(0).close();
    if (empty) {
      Trees.delete(stand.fleet().surroundings().states(member));
    }
    long begin = System.nanoTime();
    stand.fleet().start(member).awaitReady(Stand.READY);
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Clients that read, each one wallet in one class of consistency. */
  private record Watch(Map<String, List<Outages>> outages, List<Thread> threads, AtomicBoolean over, Getter client) {
    static Watch start(Stand stand, Member api, List<Account> accounts) {
      Watch watch = new Watch(
          Map.of("fresh", new ArrayList<>(), "available", new ArrayList<>()), new ArrayList<>(), new AtomicBoolean(),
          stand.getter(api));
      watch.outages.forEach((consistency, all) -> accounts.forEach(account -> {
        Outages outages = new Outages();
        all.add(outages);
        watch.threads.add(Thread.ofVirtual().start(() -> watch.read(account, consistency, outages)));
      }));
      return watch;
    }

    private void read(Account account, String consistency, Outages outages) {
      try {
        while (!over.get()) {
          long begin = System.nanoTime();
          if (isAnswered(account, consistency)) {
            outages.succeeded(System.nanoTime());
          } else {
            outages.failed(begin);
          }
          Thread.sleep(PAUSE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isAnswered(Account account, String consistency) throws InterruptedException {
      try {
        return client.get(account.path(), consistency, null).statusCode() == 200;
      } catch (IOException notNow) {
        return false;
      }
    }

    void stop() throws InterruptedException {
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      client.close();
    }

    /** In milliseconds. */
    double longest(String consistency) {
      long now = System.nanoTime();
      return outages.getOrDefault(consistency, List.of()).stream()
          .mapToDouble(outage -> outage.longest(now).toNanos() / 1e6).max().orElse(0);
    }
  }
}
