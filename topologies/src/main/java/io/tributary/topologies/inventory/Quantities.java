package io.tributary.topologies.inventory;

import java.math.BigDecimal;

/** Rules of quantities: exact decimals, never floating point. */
public final class Quantities {
  /** Decimal places that the schemas keep. */
  public static final int MAX_DECIMALS = 6;

  /** The most that one command may name. */
  public static final BigDecimal MAX = new BigDecimal("1000000000000");

  private Quantities() {}

  /** The same number without trailing zeros, so that equal numbers are equal. */
  static BigDecimal plain(BigDecimal quantity) {
    BigDecimal stripped = quantity.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A quantity that goes from one place to another, in or out: above 0. */
  static BigDecimal positive(Product product, BigDecimal quantity) {
    if (quantity.signum() <= 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    return checked(product, quantity);
  }

  /** At most {@link #MAX} either way, with no more places than the product's unit has. */
  static BigDecimal checked(Product product, BigDecimal quantity) {
    BigDecimal plain = plain(quantity);
    if (plain.abs().compareTo(MAX) > 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    } else if (plain.scale() > product.decimals()) {
      throw new RefusedException(Refusal.QUANTITY_TOO_PRECISE);
    }
    return plain;
  }
}
