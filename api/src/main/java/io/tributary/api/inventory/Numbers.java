package io.tributary.api.inventory;

import io.tributary.api.requests.Fields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact decimals in requests: at most twelve digits before the point and six behind it. */
final class Numbers {
  private static final int SCALE = 6;
  private static final int WHOLE = 13;

  private Numbers() {}

  static BigDecimal required(String field, @Nullable BigDecimal value) {
    return checked(field, Fields.required(field, value));
  }

  static @Nullable BigDecimal optional(String field, @Nullable BigDecimal value) {
    return value == null ? null : checked(field, value);
  }

  static BigDecimal positive(String field, @Nullable BigDecimal value) {
    return sign(field, required(field, value), 1, "above 0");
  }

  static @Nullable BigDecimal optionalPositive(String field, @Nullable BigDecimal value) {
    return value == null ? null : positive(field, value);
  }

  static @Nullable BigDecimal optionalNotNegative(String field, @Nullable BigDecimal value) {
    return value == null ? null : notNegative(field, value);
  }

  static BigDecimal notNegative(String field, @Nullable BigDecimal value) {
    return sign(field, required(field, value), 0, "0 or more");
  }

  private static BigDecimal sign(String field, BigDecimal value, int least, String rule) {
    if (value.signum() < least) {
      throw Fields.invalid(field, field + " must be " + rule);
    }
    return value;
  }

  /** Looks at the exponent before it makes digits of it: a short number may stand for a billion zeros. */
  private static BigDecimal checked(String field, BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() > SCALE || (long) plain.precision() - plain.scale() > WHOLE) {
      throw Fields.invalid(field, field + " must be a number of at most 12 digits before the point and 6 behind it");
    }
    return plain.setScale(SCALE);
  }
}
