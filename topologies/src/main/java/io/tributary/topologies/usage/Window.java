package io.tributary.topologies.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Lengths of time that usage is summed over, in UTC. Hours and days are kept; a month is the sum of its days. */
public enum Window {
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS),
  MONTH(ChronoUnit.MONTHS);

  private final ChronoUnit unit;

  Window(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The beginning of the window that a moment is in. */
  public Instant start(Instant moment) {
    return switch (this) {
      case HOUR, DAY -> moment.truncatedTo(unit);
      case MONTH -> utc(moment).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
    };
  }

  /** The beginning of the window after the one that begins at {@code start}. */
  public Instant next(Instant start) {
    return shift(start, 1);
  }

  /** The beginning of a window some windows away; {@code start} is one, too. */
  public Instant shift(Instant start, long windows) {
    return utc(start).plus(windows, unit).toInstant();
  }

  /** How many windows there are from one beginning to another. */
  public long between(Instant from, Instant to) {
    return unit.between(utc(from), utc(to));
  }

  /** What is kept to sum this up. */
  Window kept() {
    return this == MONTH ? DAY : this;
  }

  private static ZonedDateTime utc(Instant moment) {
    return moment.atZone(ZoneOffset.UTC);
  }
}
