package io.tributary.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls after consecutive failures, and lets a single one try again after a pause, which doubles with each trial that
 * fails. Who was allowed a call tells its outcome.
 */
final class CircuitBreaker {
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final int threshold;
  private final Duration firstPause;
  private final InstantSource clock;
  private final Consumer<BreakerState> changed;

  private BreakerState state = BreakerState.CLOSED;
  private int failures;
  private Duration pause;
  private Instant openUntil = Instant.MIN;

  /** @param threshold consecutive failures that open it */
  CircuitBreaker(int threshold, Duration firstPause, InstantSource clock, Consumer<BreakerState> changed) {
    this.threshold = threshold;
    this.firstPause = firstPause;
    this.clock = clock;
    this.changed = changed;
    this.pause = firstPause;
  }

  synchronized BreakerState state() {
    return state;
  }

  /** Whether a call may be made now; while one is tried, no other. */
  synchronized boolean tryAcquire() {
    if (state == BreakerState.OPEN && !clock.instant().isBefore(openUntil)) {
      become(BreakerState.HALF_OPEN);
      return true;
    }
    return state == BreakerState.CLOSED;
  }

  /** Of a call from before it opened, it says nothing about now. */
  synchronized void succeeded() {
    if (state == BreakerState.OPEN) {
      return;
    }
    failures = 0;
    pause = firstPause;
    become(BreakerState.CLOSED);
  }

  /** @param retryAfter as the platform asked; opens at once, for no less */
  synchronized void failed(@Nullable Duration retryAfter) {
    failures++;
    if (state == BreakerState.CLOSED && failures < threshold && retryAfter == null) {
      return;
    }
    if (state == BreakerState.HALF_OPEN) {
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
    Duration wait = retryAfter == null || retryAfter.compareTo(pause) < 0 ? pause : retryAfter;
    Instant until = clock.instant().plus(wait);
    openUntil = until.isAfter(openUntil) ? until : openUntil;
    become(BreakerState.OPEN);
  }

  private void become(BreakerState next) {
    if (state != next) {
      state = next;
      changed.accept(next);
    }
  }
}
