package io.tributary.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions that the system does not announce. */
final class Waiting {
  private static final long PAUSE_MILLIS = 10;

  private Waiting() {}

  /** True as soon as the condition holds, false after the patience has run out or on interruption. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
