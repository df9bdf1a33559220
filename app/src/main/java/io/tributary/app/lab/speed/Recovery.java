package io.tributary.app.lab.speed;

import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.instance.Trees;
import io.tributary.app.lab.Topics;
import io.tributary.app.lab.Topics.Volume;
import io.tributary.app.lab.speed.Stand.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** What a client notices when a worker is killed, and how fast a worker has its stores again. */
final class Recovery {
  private static final Duration BEFORE = Duration.ofSeconds(2);
  private static final Duration CALM = Duration.ofSeconds(10);
  private static final List<String> CONSISTENCIES = List.of("fresh", "available");
  private static final int TENANTS = 100;
  private static final double MB = 1e6;

  private final Bench bench;
  private final List<Plot.Line> lines = new ArrayList<>();

  private Recovery(Bench bench) {
    this.bench = bench;
  }

  static Findings measure(Bench bench) throws Exception {
    Recovery recovery = new Recovery(bench);
    String text = recovery.pause() + recovery.restore();
    return new Findings(text, List.of(new Plot(
        "recovery", "A worker is killed", "seconds since then", "answers/s", false, recovery.lines)));
  }

  private String pause() throws Exception {
    List<Double> fresh = new ArrayList<>();
    List<Double> available = new ArrayList<>();
    LongStream.Builder standbys = LongStream.builder();
    try (Stand stand = Stand.several(bench.within("several"), 2)) {
      List<Member> workers = stand.fleet().members(Kind.WORKER);
      List<Account> accounts = stand.wallets(6, 1);
      for (int round = 0; round < bench.size(3, 1); round++) {
        Member victim = workers.get(round % workers.size());
        Watch watch = Watch.start(stand.getter(stand.front()), CONSISTENCIES, accounts);
        Thread.sleep(BEFORE);
        long killed = System.nanoTime();
        stand.fleet().process(victim).kill();
        Thread.sleep(CALM);
        watch.stop();
        fresh.add(watch.longest("fresh"));
        available.add(watch.longest("available"));
        watch.standbys().forEach(standbys);
        bench.say("kill -9 of %s: fresh reads without an answer for %.0f ms, available ones %.0f ms",
            victim.name(), fresh.getLast(), available.getLast());
        if (round == 0) {
          CONSISTENCIES.forEach(consistency -> lines.add(watch.answers(consistency, killed)));
        }
        stand.fleet().start(victim).awaitReady(Stand.READY);
      }
    }
    return """
        Two workers, one API and capture, each a process; for each of six tenants a client in each class of consistency reads every %d ms. A worker is killed
        with `kill -9`; the other one has warm copies. Times are from the first question that was not answered well to the next good answer, the
        longest of all six; the plot shows the first round.

        | reads | longest time without an answer, ms |
        |---|---:|
        | `fresh` | %s |
        | `available` | %s |

        | meanwhile | %s |
        |---|---:|---:|---:|---:|
        | `available` reads that a standby answered | %s |

        What bounds it: the broker waits for the dead worker's session to end before it gives its partitions to the other one, which then
        has little to restore. `lab faults` does more, and worse, and checks what became of the credits.

        """.formatted(Watch.PAUSE.toMillis(), Figure.of(fresh), Figure.of(available), Distribution.heads(),
        Distribution.of(standbys.build()).cells());
  }

  private String restore() throws Exception {
    int count = bench.size(150_000, 2_000);
    try (Stand stand = Stand.open(bench.within("one"), List.of(Stand.member("worker-0", Kind.WORKER)));
        AllocationEvents events = new AllocationEvents(stand);
        Events published = new Events(stand.servers().bootstrapServers())) {
      List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(TENANTS).toList();
      events.send(count, number -> new Account(tenants.get(number % TENANTS), "entity-" + number));
      published.await(count);
      Restart kept = restart(stand, false);
      Restart deleted = restart(stand, true);
      Volume volume = changelogs(stand);
      double rate = volume.records() / deleted.restoring();
      bench.say("ready after %.1f s with its stores, after %.1f s without, of which %.1f s restoring: %,d records, %,.0f/s",
          kept.ready(), deleted.ready(), deleted.restoring(), volume.records(), rate);
      return String.format(Locale.ROOT, """
          A worker that has all stores (of %,d wallets) is stopped and started again: with what lies on its disk, and without it.

          | | |
          |---|---:|
          | ready with its stores, s | %.1f |
          | ready without, s | %.1f |
          | of these, from the first record that is to be restored to the last, s | %.1f |
          | records in the changelogs | %,d |
          | of keys and values, MB | %.1f |
          | restored, records/s | %,.0f |
          | restored, MB/s | %.1f |

          What bounds it: each context restores with one thread, in batches that go to RocksDB as they come; until they are done the same processors
          also start the rest of the process, and compile it. The time is seen from outside (`tributary_restore_remaining`), in steps of some %d ms.
          """, count, kept.ready(), deleted.ready(), deleted.restoring(), volume.records(), volume.bytes() / MB, rate,
          volume.bytes() / MB / deleted.restoring(), Restart.STEP.toMillis());
    }
  }

  private static Volume changelogs(Stand stand) throws Exception {
    Topics topics = new Topics(stand.servers().bootstrapServers());
    Volume all = new Volume(0, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stand.servers().bootstrapServers()))) {
      for (String topic : admin.listTopics().names().get()) {
        all = topic.endsWith("-changelog") ? all.plus(topics.volume(topic)) : all;
      }
    }
    return all;
  }

  private static Restart restart(Stand stand, boolean empty) throws Exception {
    Member member = stand.member(0);
    stand.process(0).close();
    if (empty) {
      Trees.delete(stand.fleet().surroundings().states(member));
    }
    return Restart.of(stand, member);
  }
}
