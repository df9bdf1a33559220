package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;

/**
 * What a grant keeps over a reset of its wallet: its free credits, but not more than {@code max}, and topped up to
 * {@code min}.
 *
 * @param min credits, from 0
 * @param max credits, {@code min} at least
 */
public record Rollover(long min, long max) {
  /** Resets leave the grant alone: what was bought stays bought. */
  public static final Rollover ALL = new Rollover(0, Amounts.MAX);

  public Rollover {
    if (min < 0 || max < min || max > Amounts.MAX) {
      throw new IllegalArgumentException("rollover of " + min + " to " + max + " credits");
    }
  }

  long apply(long free) {
    return Math.clamp(free, min, max);
  }
}
