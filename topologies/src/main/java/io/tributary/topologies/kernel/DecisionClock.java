package io.tributary.topologies.kernel;

import java.time.Instant;

/**
 * The only clock of decisions: the brokers' time stamps, kept from going back when a new leader's clock is behind. It is
 * one per partition, so also monotonic per tenant, and goes on where the watermarks left it.
 */
final class DecisionClock {
  private long millis;

  DecisionClock(Instant start) {
    this.millis = start.toEpochMilli();
  }

  Instant advance(long recordMillis) {
    millis = Math.max(millis, recordMillis);
    return now();
  }

  Instant now() {
    return Instant.ofEpochMilli(millis);
  }
}
