package io.tributary.app.lab;

import java.util.Locale;

/** The laboratory's experiments: what is done to a platform under load, and what its clients may notice of it. */
public enum Experiment {
  NOTHING("Nothing happens", "The load alone: what the other figures are to be compared with.",
      Limits.of(2, 0, 10), Faults::nothing),
  KILL_WORKER("kill -9 of a worker", "Workers are killed in turn; each is started again once fresh reads are answered.",
      Limits.of(5, 0, 20), Faults::killWorker),
  FREEZE_WORKER("A worker stands still", "SIGSTOP for eight seconds, beyond session and transaction timeout, then SIGCONT: it "
      + "wakes up believing that it still owns its partitions.",
      Limits.of(6, 0, 25), Faults::freezeWorker),
  DELETE_STATE("A worker loses its disk", "A worker is killed, its state directory deleted, and it is started again.",
      Limits.of(6, 0, 25), Faults::deleteState),
  DAMAGE_TABLES("A worker's disk goes bad", "A worker is stopped, bytes of its tables are changed, and it is started again.",
      Limits.of(20, 0, 30), Corruption::spoil),
  DISK_FULL("A worker's disk is full", "Its stores lie on a small disk, which is filled: so far that little is left, and after it had "
      + "room again, to the last byte.",
      Limits.of(10, 0, 30), DiskFull::run),
  CLOCK_JUMP("Clocks jump", "The wall clocks of one worker and one API go forth by an hour, then back by two, then right again.",
      Limits.of(6, 0, 25), Brokers.ONE, ClockJump::run, ClockJump::times),
  BAD_LINE("A worker's line to the broker is bad", "Through a proxy that breaks the line at every seventh end of a transaction, "
      + "before or after it is done, and at some writes; then delays them.",
      Limits.of(10, 0, 30), BadLine::endure),
  KILL_CAPTURE("kill -9 of capture", "Allocations are written one after the other while capture is killed and started again.",
      Limits.of(2, 0, 20), Faults::killCapture),
  CAPTURE_PLACE("Capture loses its place", "While it is away rows are written, and its offsets are deleted; then its slot is "
      + "dropped; then its slot is advanced. It must stop each time, and bring the rows when it is told to read all again.",
      Limits.of(2, 0, 20), CapturePlace::lose),
  OUTBOX_REPLAY("Captured rows come again, and backwards", "All captured rows are sent again in another order; then new ones, "
      + "each tenant's last one first.",
      Limits.of(2, 0, 20), OutboxReplay::run),
  POSTGRES_STOP("PostgreSQL stops immediately", "No checkpoint, no farewell; it is started again after three seconds.",
      Limits.of(5, 0, 30), Faults::postgresStop),
  BROKER_BOUNCE("The only broker goes and comes back", "Stopped for three seconds. Commands wait, reads are answered from the "
      + "stores as long as they may be.",
      Limits.of(30, 50, 60), Faults::brokerBounce),
  POISON("Poison records", "Bytes that no schema explains are put among the commands.",
      Limits.of(2, 0, 10), Faults::poison),
  NOISY_NEIGHBOUR("One tenant at a hundred times the others' rate", "Its flood is admitted as far as there is room; what the "
      + "others wait for is watched.",
      Limits.of(3, 0, 20), Faults::noisyNeighbour),
  ROLLING_RESTART("Rolling restart", "Each process is stopped by SIGTERM and started again, one after the other.",
      Limits.of(5, 0, 20), Faults::rollingRestart),
  VERSION_CHANGE("Rolling change of the topology", "Workers are replaced one after the other by those of a version that has one more "
      + "processor and store in each context, and then by those of this version again.",
      Limits.of(5, 0, 20), VersionChange::roll),
  FRESH_REPLAY("A fresh replay", "All that the ledger ever read, in this and in the experiments before, is read once more under "
      + "another application id, from nothing, on another Kafka.",
      Limits.of(2, 0, 10), Brokers.ONE, Faults::nothing, FreshReplay::compare),
  KILL_BROKER("kill -9 of one of three brokers", "Every partition is on three brokers, and a write needs two of them. They are killed in "
      + "turn; each is started again once fresh reads are answered.",
      Limits.of(20, 10, 40), Brokers.THREE, BrokerFaults::kill),
  BROKER_ROLL("A rolling restart of three brokers", "Each is stopped by SIGTERM and started again, the next one when all replicas are "
      + "in step.",
      Limits.of(10, 0, 30), Brokers.THREE, BrokerFaults::bounce);

  private final String title;
  private final String story;
  private final Limits limits;
  private final Brokers brokers;
  private final Fault fault;
  private final Fault afterwards;

  Experiment(String title, String story, Limits limits, Fault fault) {
    this(title, story, limits, Brokers.ONE, fault);
  }

  Experiment(String title, String story, Limits limits, Brokers brokers, Fault fault) {
    this(title, story, limits, brokers, fault, unchanged -> { });
  }

  Experiment(String title, String story, Limits limits, Brokers brokers, Fault fault, Fault afterwards) {
    this.title = title;
    this.story = story;
    this.limits = limits;
    this.brokers = brokers;
    this.fault = fault;
    this.afterwards = afterwards;
  }

  /** What Kafka consists of while an experiment is made. */
  public enum Brokers {
    /** It is in the laboratory's own process. */
    ONE,
    /** Each is a process; partitions have three replicas. */
    THREE
  }

  /** What is done. It returns when the platform should be well again. */
  interface Fault {
    void strike(Scene scene) throws InterruptedException;
  }

  /** As it is named on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String title() {
    return title;
  }

  String story() {
    return story;
  }

  Brokers brokers() {
    return brokers;
  }

  Limits limits() {
    return limits;
  }

  void strike(Scene scene) throws InterruptedException {
    fault.strike(scene);
  }

  /** Looks, once nobody spends any more, at what all other experiments don't look at. */
  void afterwards(Scene scene) throws InterruptedException {
    afterwards.strike(scene);
  }
}
