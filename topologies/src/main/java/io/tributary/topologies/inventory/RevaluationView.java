package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a movement that became known late: its report.
 *
 * @param revaluation version of the movement that led to it
 * @param from the earliest date that it goes back to
 * @param complete false while later movements still wait to be valued anew
 * @param movements that were looked at
 * @param changes of movements that are worth something else, each a line of the report
 * @param valueBefore of the product's stock as booked; of one that goes on as it was when it was last worked on
 * @param valueAfter of the product's stock; null while it goes on
 */
public record RevaluationView(
    String productId,
    long revaluation,
    Instant from,
    boolean complete,
    long movements,
    long changes,
    BigDecimal valueBefore,
    @Nullable BigDecimal valueAfter,
    Instant startedAt,
    Instant updatedAt) {
  /**
   * What a movement was worth, and what since. A movement that was valued anew more than once has a line for each time.
   *
   * @param version of the movement, in the history of the product's stock
   */
  public record Line(
      long version,
      Instant occurredAt,
      BigDecimal valueBefore,
      BigDecimal correctionBefore,
      BigDecimal valueAfter,
      BigDecimal correctionAfter) {}
}
