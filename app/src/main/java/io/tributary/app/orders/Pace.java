package io.tributary.app.orders;

import java.util.concurrent.TimeUnit;

/** Lets a caller through at an even rate; what it was late by is not made up for in a burst longer than a second. */
final class Pace {
  private final long intervalNanos;
  private long next = System.nanoTime();

  /** @param perSecond 0 for no limit */
  Pace(double perSecond) {
    this.intervalNanos = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  void await() throws InterruptedException {
    if (intervalNanos == 0) {
      return;
    }
    long now = System.nanoTime();
    next = Math.max(next, now - TimeUnit.SECONDS.toNanos(1));
    if (next > now) {
      TimeUnit.NANOSECONDS.sleep(next - now);
    }
    next += intervalNanos;
  }
}
