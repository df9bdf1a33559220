package io.tributary.outbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How allocated credits may be spent: the allocation is a grant with these terms.
 *
 * @param priority 0 to 255; the smaller burns first
 * @param effectiveAt null: when the allocation is made
 * @param expiresAt exclusive; null: never
 * @param recurrence null: filled once
 * @param rollover what a reset leaves of it
 * @param costBasis what one credit cost, from 0, at most {@link #COST_SCALE} decimals; null where it is not known
 * @param externalKey the grant's name in the system that asked for it, unique within the wallet
 */
public record AllocationTerms(
    Kind kind,
    int priority,
    @Nullable Instant effectiveAt,
    @Nullable Instant expiresAt,
    @Nullable Recurrence recurrence,
    Rollover rollover,
    @Nullable BigDecimal costBasis,
    @Nullable String externalKey) {
  public static final int DEFAULT_PRIORITY = 50;
  public static final int COST_SCALE = 9;

  /** Where credits come from. */
  public enum Kind {
    PURCHASED,
    GRANTED,
    PROMOTIONAL;

    /** The name in JSON and tables. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The calendar unit between two recurrences. */
  public enum Interval {
    DAY,
    WEEK,
    MONTH,
    YEAR;

    /** The name in JSON and tables. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** @param anchor null: when the grant takes effect */
  public record Recurrence(Interval interval, @Nullable Instant anchor) {}

  /**
   * @param min credits that a reset tops up to, from 0
   * @param max credits that survive a reset at most, {@code min} to {@link io.tributary.schemas.Amounts#MAX}
   */
  public record Rollover(long min, long max) {}

  /** The one spelling of a decimal: without trailing zeros. */
  static BigDecimal canonical(BigDecimal cost) {
    return cost.signum() == 0 ? BigDecimal.ZERO : cost.stripTrailingZeros();
  }

  /** These terms with everything that hangs on the time of the allocation said. */
  AllocationTerms from(Instant now) {
    Instant effective = effectiveAt == null ? now : effectiveAt;
    Recurrence anchored =
        recurrence == null || recurrence.anchor() != null
            ? recurrence
            : new Recurrence(recurrence.interval(), effective);
    return new AllocationTerms(
        kind, priority, effective, expiresAt, anchored, rollover, costBasis, externalKey);
  }
}
