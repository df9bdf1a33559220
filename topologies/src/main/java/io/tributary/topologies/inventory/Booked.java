package io.tributary.topologies.inventory;

import java.math.BigDecimal;

/**
 * What a movement did to the value of stock, as it was booked: as though it had happened now.
 *
 * @param entry by its date
 * @param after the stock's valuation since, whole
 */
public record Booked(CostEntry entry, Valuation after) {
  BigDecimal value() {
    return entry.value();
  }

  BigDecimal correction() {
    return entry.correction();
  }
}
