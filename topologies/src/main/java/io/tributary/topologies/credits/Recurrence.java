package io.tributary.topologies.credits;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When a grant is filled up again: at the anchor and every interval before and after it. Months and years are counted from
 * the anchor in UTC, so an anchor on the 31st recurs on the last day of shorter months and on the 31st again afterwards.
 */
public record Recurrence(Interval interval, Instant anchor) {
  /** The calendar unit between two recurrences. */
  public enum Interval {
    DAY(ChronoUnit.DAYS),
    WEEK(ChronoUnit.WEEKS),
    MONTH(ChronoUnit.MONTHS),
    YEAR(ChronoUnit.YEARS);

    private final ChronoUnit unit;

    Interval(ChronoUnit unit) {
      this.unit = unit;
    }
  }

  /** The first recurrence after {@code time}. */
  Instant after(Instant time) {
    OffsetDateTime start = anchor.atOffset(ZoneOffset.UTC);
    long count = interval.unit.between(start, time.atOffset(ZoneOffset.UTC));
    Instant next = nth(start, count);
    while (!next.isAfter(time)) {
      next = nth(start, ++count);
    }
    return next;
  }

  private Instant nth(OffsetDateTime start, long count) {
    return start.plus(count, interval.unit).toInstant();
  }
}
