package io.tributary.app.lab;

import java.time.Duration;

/** How long a reader was without answers, at the longest, and how often it failed. Of one thread. */
final class Outages {
  private long begin;
  private boolean out;
  private long longest;
  private long failures;
  private long successes;

  void failed(long now) {
    failures++;
    if (!out) {
      out = true;
      begin = now;
    }
  }

  /** @param now when the answer came */
  void succeeded(long now) {
    successes++;
    if (out) {
      out = false;
      longest = Math.max(longest, now - begin);
    }
  }

  /** An outage that never ended lasts until {@code now}. */
  Duration longest(long now) {
    return Duration.ofNanos(out ? Math.max(longest, now - begin) : longest);
  }

  long failures() {
    return failures;
  }

  long successes() {
    return successes;
  }
}
