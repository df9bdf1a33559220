package io.tributary.topologies.credits;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** How long a cap counts before it begins anew: a calendar's window in UTC, weeks from Monday. */
public enum CapWindow {
  HOUR,
  DAY,
  WEEK,
  MONTH,
  TOTAL;

  /** When the window that {@code at} lies in is over; null: never. */
  @Nullable Instant end(Instant at) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    return switch (this) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
      case DAY -> start(time.toLocalDate().plusDays(1));
      case WEEK -> start(time.toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
      case MONTH -> start(time.toLocalDate().with(TemporalAdjusters.firstDayOfNextMonth()));
      case TOTAL -> null;
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
