package io.tributary.queries;

import java.time.Duration;

/** The moment until which a caller is willing to wait. */
record Deadline(long nanoTime) {
  static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** What is left; zero or less once it has passed. */
  long remainingNanos() {
    return nanoTime - System.nanoTime();
  }

  boolean passed() {
    return remainingNanos() <= 0;
  }
}
