package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Between the model's decimals and the schemas', which have a fixed scale. */
final class Decimals {
  private static final int SCALE = 6;

  private Decimals() {}

  static BigDecimal avro(BigDecimal number) {
    return number.setScale(SCALE);
  }

  /** Of money, which has the places of a quantity and of a cost. */
  static BigDecimal value(BigDecimal number) {
    return number.setScale(Costing.DECIMALS);
  }

  static @Nullable BigDecimal optional(@Nullable BigDecimal number) {
    return number == null ? null : avro(number);
  }

  static @Nullable BigDecimal model(@Nullable BigDecimal number) {
    return number == null ? null : Quantities.plain(number);
  }
}
