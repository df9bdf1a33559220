package io.tributary.app.lab;

import java.time.Duration;

/** How long a reader was without answers, at the longest, and how often it failed. Of one thread. */
public final class Outages {
  private long begin;
  private boolean out;
  private long longest;
  private long failures;
  private long successes;

  public void failed(long now) {
    failures++;
    if (!out) {
      out = true;
      begin = now;
    }
  }

  /** @param now when the answer came */
  public void succeeded(long now) {
    successes++;
    if (out) {
      out = false;
      longest = Math.max(longest, now - begin);
    }
  }

  /** An outage that never ended lasts until {@code now}. */
  public Duration longest(long now) {
    return Duration.ofNanos(out ? Math.max(longest, now - begin) : longest);
  }

  public long failures() {
    return failures;
  }

  public long successes() {
    return successes;
  }
}
