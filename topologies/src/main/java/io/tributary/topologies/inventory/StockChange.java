package io.tributary.topologies.inventory;

import java.math.BigDecimal;

/**
 * What an event changed at one place.
 *
 * @param quantity change of what lies there
 * @param reserved change of what is reserved there
 */
public record StockChange(BigDecimal quantity, BigDecimal reserved, StockItem after) {
  public StockKey place() {
    return after.key();
  }

  /** Whether nothing lay there before, and nothing was kept there. */
  boolean begins() {
    return after.quantity().compareTo(quantity) == 0 && after.reserved().compareTo(reserved) == 0;
  }
}
