package io.tributary.app.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}. */
final class TimeConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration time = switch (text.charAt(text.length() - 1)) {
        case 's' -> Duration.ofSeconds(number);
        case 'm' -> Duration.ofMinutes(number);
        case 'h' -> Duration.ofHours(number);
        case 'd' -> Duration.ofDays(number);
        default -> Duration.ZERO;
      };
      if (time.isPositive()) {
        return time;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException | ArithmeticException e) {
      // Told below, together with what is readable but no time.
    }
    throw new TypeConversionException("'" + text + "' is not a time such as 90s, 30m, 12h or 7d");
  }
}
