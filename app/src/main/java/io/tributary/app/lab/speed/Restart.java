package io.tributary.app.lab.speed;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.RoleProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * How a process that was stopped came back.
 *
 * @param ready seconds until it was
 * @param restoring seconds of these in which it had records to restore; not a number when nobody saw it restore
 */
record Restart(double ready, double restoring) {
  static final Duration STEP = Duration.ofMillis(50);

  private static final String REMAINING = "tributary_restore_remaining";

  /** Starts it, and looks on until it is ready. */
  static Restart of(Stand stand, Member member) throws InterruptedException {
    long begin = System.nanoTime();
    RoleProcess process = stand.fleet().start(member);
    long first = 0;
    long last = 0;
    try (Getter client = stand.getter(member)) {
      while (!isReady(client)) {
        if (!process.isAlive() || System.nanoTime() - begin > Stand.READY.toNanos()) {
          throw new CommandFailure(ExitCode.PART_FAILED, member.name() + " did not come back: " + process.lastWords());
        }
        if (remaining(client) > 0) {
          last = System.nanoTime();
          first = first == 0 ? last : first;
        }
        Thread.sleep(STEP);
      }
    }
    return new Restart((System.nanoTime() - begin) / 1e9, first == last ? Double.NaN : (last - first) / 1e9);
  }

  private static boolean isReady(Getter client) throws InterruptedException {
    try {
      return client.get("/health/ready", null, null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static double remaining(Getter client) throws InterruptedException {
    try {
      return client.get("/metrics", null, null).body().lines()
          .filter(line -> line.startsWith(REMAINING))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
