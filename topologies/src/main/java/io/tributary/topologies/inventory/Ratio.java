package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact factor: a third of a pallet has no decimals.
 *
 * @param numerator above 0
 * @param denominator above 0
 */
public record Ratio(long numerator, long denominator) {
  /** The largest numerator and denominator that a command may tell. */
  public static final long MAX = 1_000_000_000_000L;

  public Ratio {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException("numerator and denominator must be above 0, not " + numerator + "/" + denominator);
    }
  }

  /** Null where it has more than so many decimal places. */
  @Nullable BigDecimal of(BigDecimal quantity, int decimals) {
    BigDecimal[] parts = quantity.movePointRight(decimals).multiply(BigDecimal.valueOf(numerator))
        .divideAndRemainder(BigDecimal.valueOf(denominator));
    return parts[1].signum() == 0 ? Quantities.plain(parts[0].movePointLeft(decimals)) : null;
  }
}
