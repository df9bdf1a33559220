package io.tributary.topologies.inventory;

import java.math.BigDecimal;

/**
 * What a movement did to the value of stock.
 *
 * @param value of the goods that came; negative of those that left
 * @param correction of what was valued before its cost was known; of {@link ValuationMethod#STANDARD} the variance of the
 *     price. The stock's value changes by both
 */
public record Worth(BigDecimal value, BigDecimal correction, Valuation after) {}
