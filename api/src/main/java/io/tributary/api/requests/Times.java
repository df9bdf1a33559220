package io.tributary.api.requests;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments in requests. */
public final class Times {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private Times() {}

  /**
   * An ISO 8601 moment with its offset, or a date, which is its midnight in UTC; in milliseconds, from 1970 to 9999. A
   * blank stands for the plus of an offset, which is what a plus becomes in a query unless it is escaped.
   *
   * @throws io.tributary.schemas.ProblemException {@code INVALID_FIELD}
   */
  public static @Nullable Instant optional(String field, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      Instant moment = value.length() == 10
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
      if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException notOne) {
      // Refused below, as what is out of range.
    }
    throw Fields.invalid(field, field + " must be a moment such as 2026-03-01T12:00:00Z, or a date");
  }
}
