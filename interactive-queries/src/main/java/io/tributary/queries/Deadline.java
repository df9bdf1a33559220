package io.tributary.queries;

import java.time.Duration;

/** The moment until which a caller is willing to wait, by {@link System#nanoTime()}. */
public record Deadline(long nanoTime) {
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** What is left; zero or less once it has passed. */
  public long remainingNanos() {
    return nanoTime - System.nanoTime();
  }

  public boolean passed() {
    return remainingNanos() <= 0;
  }

  /** The earlier of this one and the one in that time. */
  public Deadline atMost(Duration timeout) {
    Deadline other = in(timeout);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }
}
