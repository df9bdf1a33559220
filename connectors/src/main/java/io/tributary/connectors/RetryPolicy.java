package io.tributary.connectors;

import java.time.Duration;

/**
 * How often a broken connection to PostgreSQL is tried again before the capture fails. The count starts again once rows
 * stream.
 *
 * @param attempts tries after the first one; 0 fails at once
 * @param initialDelay wait before the first retry; doubles with each
 * @param maxDelay longest wait between two tries
 */
public record RetryPolicy(int attempts, Duration initialDelay, Duration maxDelay) {
  /** Rides out about a minute and a half, which covers a restart or a fail-over of PostgreSQL. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(12, Duration.ofMillis(250), Duration.ofSeconds(10));

  public RetryPolicy {
    if (attempts < 0 || initialDelay.isNegative() || maxDelay.compareTo(initialDelay) < 0) {
      throw new IllegalArgumentException(
          "retry policy: " + attempts + " attempts, " + initialDelay + " to " + maxDelay);
    }
  }

  /** Wait before retry {@code number}, counted from 1. */
  Duration delay(int number) {
    Duration delay = initialDelay;
    for (int i = 1; i < number && delay.compareTo(maxDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
  }
}
