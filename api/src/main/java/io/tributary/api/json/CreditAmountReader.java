package io.tributary.api.json;

import io.tributary.schemas.Amounts;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads an amount of credits by its value, as JSON defines numbers: {@code 35}, {@code 35.0} and {@code 3.5e1} are the
 * same whole number, {@code 35.5} is not one. Each way to be out of range has its own code; a string is no number.
 */
public final class CreditAmountReader extends ValueDeserializer<Long> {
  private static final BigDecimal MAX = BigDecimal.valueOf(Amounts.MAX);

  @Override
  public Long deserialize(JsonParser parser, DeserializationContext context) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      return (Long) context.handleUnexpectedToken(Long.class, parser);
    }
    BigDecimal value = parser.getDecimalValue();
    // Compared before it is expanded: 1e999999999 must not become a billion digits.
    if (value.signum() <= 0) {
      throw new ProblemException(ErrorCode.AMOUNT_NEGATIVE, "an amount must be at least 1");
    }
    if (value.compareTo(MAX) > 0) {
      throw new ProblemException(ErrorCode.AMOUNT_TOO_LARGE, "an amount may be at most " + Amounts.MAX);
    }
    if (value.stripTrailingZeros().scale() > 0) {
      throw new ProblemException(ErrorCode.AMOUNT_FRACTIONAL, "an amount must be a whole number of credits");
    }
    return value.longValueExact();
  }
}
