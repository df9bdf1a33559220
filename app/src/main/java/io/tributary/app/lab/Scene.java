package io.tributary.app.lab;

import io.tributary.app.fleet.Fleet;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.fleet.RoleProcess;
import io.tributary.schemas.Context;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The platform under load, as a fault finds it, and the record of what the fault does. Of one thread. */
final class Scene {
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration SPREAD = Duration.ofMinutes(1);

  private final Fleet fleet;
  private final LabServers servers;
  private final Topics topics;
  private final Load load;
  private final Laboratory.Settings settings;
  private final PrintStream out;
  private final List<String> log = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final long begin = System.nanoTime();

  Scene(Fleet fleet, LabServers servers, Topics topics, Load load, Laboratory.Settings settings, PrintStream out) {
    this.fleet = fleet;
    this.servers = servers;
    this.topics = topics;
    this.load = load;
    this.settings = settings;
    this.out = out;
  }

  /** How often a fault that is repeated is repeated. */
  int rounds() {
    return settings.rounds();
  }

  /** How often a worker is killed. */
  int kills() {
    return settings.kills();
  }

  long seed() {
    return settings.seed();
  }

  Fleet fleet() {
    return fleet;
  }

  LabServers servers() {
    return servers;
  }

  Topics topics() {
    return topics;
  }

  Load load() {
    return load;
  }

  List<Member> workers() {
    return fleet.members(Kind.WORKER);
  }

  /** A worker, each in its turn. */
  RoleProcess worker(int round) {
    return fleet.process(workers().get(round % workers().size()));
  }

  RoleProcess capture() {
    return fleet.process(fleet.members(Kind.CAPTURE).getFirst());
  }

  /** Starts a process that has ended, and waits until it is ready. */
  void startAgain(Member member) throws InterruptedException {
    fleet.start(member).awaitReady(READY);
    note(member.name() + " is ready again");
  }

  /** Until every fresh reader is answered. */
  void awaitCalm() throws InterruptedException {
    note(load.awaitCalm() ? "every fresh reader is answered" : "some fresh readers are still not answered after a minute");
  }

  /** Until each worker serves some tenants again. Who returns first follows what it is to take over. */
  void awaitShares() throws InterruptedException {
    long begin = System.nanoTime();
    Map<String, Long> shares;
    do {
      Thread.sleep(100);
      shares = topics.shares(Context.CREDITS.applicationId(), Context.CREDITS.commands());
    } while (!spread(shares) && System.nanoTime() - begin < SPREAD.toNanos());
    note("tenants' partitions are served by " + shares);
    findings.add(new Finding(
        "each worker serves a part again within " + Checks.seconds(SPREAD), spread(shares), shares.toString(), true));
  }

  private boolean spread(Map<String, Long> shares) {
    return shares.size() == workers().size() && shares.values().stream().allMatch(share -> share > 0);
  }

  void rest(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  /** What a process said last of all, without what follows its first sentence. */
  static String lastOf(String words) {
    return words.substring(words.lastIndexOf(" / ") + 1).replaceFirst("^/ ", "").replaceFirst("\\. .*", ".");
  }

  void note(String what) {
    String line = "%6.1f s  %s".formatted((System.nanoTime() - begin) / 1e9, what);
    log.add(line);
    out.println("    " + line);
    out.flush();
  }

  /** What this experiment alone looks at. */
  void found(String what, boolean held, String figure) {
    findings.add(new Finding(what, held, figure, false));
  }

  List<String> log() {
    return log;
  }

  List<Finding> findings() {
    return findings;
  }
}
