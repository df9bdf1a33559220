package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stops the process and whenever: the lease is over before the group may have given its partitions away. */
class GroupLeaseTest {
  private static final long SESSION = 1_000;
  private static final long BEAT = 200;

  private final GroupLease lease = new GroupLease(Duration.ofNanos(SESSION));

  @Test
  void heartbeatsKeepItAndSilenceEndsIt() {
    lease.heartbeats(0, 0);
    lease.assigned(0);
    lease.polled();
    for (int beat = 1; beat <= 50; beat++) {
      lease.heartbeats(beat, beat * BEAT);
      lease.polled();
      assertThat(lease.holds(beat * BEAT)).as("after heartbeat %d", beat).isTrue();
    }
    assertThat(lease.holds(50 * BEAT + SESSION)).isFalse();
    lease.heartbeats(50, 52 * BEAT);
    lease.polled();
    assertThat(lease.holds(50 * BEAT + SESSION)).isFalse();
  }

  @Test
  void anAnswerThatWaitedWhileTheProcessWasStoppedSaysNothing() {
    lease.heartbeats(3, 0);
    lease.assigned(0);
    lease.polled();
    long woken = 10 * SESSION;
    // The answer to a heartbeat from before the stop is read only after a look at the numbers.
    lease.heartbeats(3, woken);
    lease.polled();
    lease.heartbeats(4, woken + 1);
    lease.polled();
    assertThat(lease.holds(woken + 1)).isFalse();
    lease.heartbeats(5, woken + BEAT);
    lease.polled();
    assertThat(lease.holds(woken + BEAT)).isTrue();
  }

  @Test
  void withoutPartitionsThereIsNone() {
    assertThat(lease.holds(0)).isFalse();
    lease.assigned(5);
    lease.polled();
    assertThat(lease.holds(6)).isTrue();
    lease.ended();
    assertThat(lease.holds(6)).isFalse();
  }

  /** The group's clock runs from when it received a heartbeat; looks, stops and answers come in any order. */
  @Test
  void itNeverOutlivesWhatTheGroupGranted() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      GroupLease one = new GroupLease(Duration.ofNanos(SESSION));
      long now = random.nextInt(1_000);
      long received = now;
      long answered = 0;
      boolean inFlight = false;
      one.heartbeats(0, now);
      one.assigned(now);
      one.polled();
      for (int step = 0; step < 200; step++) {
        now += random.nextInt(10) == 0 ? random.nextInt((int) SESSION * 3) : random.nextInt((int) BEAT);
        switch (random.nextInt(4)) {
          case 0 -> {
            if (!inFlight) {
              inFlight = true;
              received = now;
            }
          }
          case 1 -> {
            if (inFlight) {
              inFlight = false;
              answered++;
            }
          }
          default -> {
            one.heartbeats(answered, now);
            one.polled();
          }
        }
        if (now >= received + SESSION) {
          assertThat(one.holds(now)).as("seed %d, step %d", seed, step).isFalse();
        }
      }
    }
  }
}
