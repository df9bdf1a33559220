package io.tributary.client;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day when it was made, and from then on what has passed: setting the clock doesn't move it. */
final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long nanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - nanos);
  }
}
