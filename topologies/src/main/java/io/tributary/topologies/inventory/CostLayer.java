package io.tributary.topologies.inventory;

import java.math.BigDecimal;

/**
 * Goods of one receipt that are still there, or, below 0, goods that left before they came.
 *
 * @param rate cost per unit
 */
public record CostLayer(BigDecimal quantity, BigDecimal rate) {
  BigDecimal value() {
    return quantity.multiply(rate);
  }
}
