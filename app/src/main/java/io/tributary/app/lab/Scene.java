package io.tributary.app.lab;

import io.tributary.app.fleet.Fleet;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.fleet.RoleProcess;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The platform under load, as a fault finds it, and the record of what the fault does. Of one thread. */
final class Scene {
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration SPREAD = Duration.ofMinutes(1);

  private final Fleet fleet;
  private final LabServers servers;
  private final Topics topics;
  private final CommittedLog committed;
  private final Load load;
  private final Laboratory.Settings settings;
  private final Notebook notes;

  Scene(
      Fleet fleet,
      LabServers servers,
      Topics topics,
      CommittedLog committed,
      Load load,
      Laboratory.Settings settings,
      Notebook notes) {
    this.fleet = fleet;
    this.servers = servers;
    this.topics = topics;
    this.committed = committed;
    this.load = load;
    this.settings = settings;
    this.notes = notes;
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

  CommittedLog committed() {
    return committed;
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
    target("each worker serves a part again within " + Checks.seconds(SPREAD), spread(shares), shares.toString());
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
    notes.note(what);
  }

  /** What this experiment alone looks at. */
  void found(String what, boolean held, String figure) {
    notes.found(new Finding(what, held, figure, false));
  }

  /** A target that a slow or busy machine may miss. */
  void target(String what, boolean met, String figure) {
    notes.found(new Finding(what, met, figure, true));
  }
}
