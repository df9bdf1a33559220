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
      Limits.of(5, 0, 20), Faults::rollingRestart);

  private final String title;
  private final String story;
  private final Limits limits;
  private final Fault fault;

  Experiment(String title, String story, Limits limits, Fault fault) {
    this.title = title;
    this.story = story;
    this.limits = limits;
    this.fault = fault;
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

  Limits limits() {
    return limits;
  }

  void strike(Scene scene) throws InterruptedException {
    fault.strike(scene);
  }
}
