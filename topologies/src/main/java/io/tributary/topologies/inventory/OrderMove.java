package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Goods of an order's line that leave a stage: forward, or given up.
 *
 * @param place where they lay when they were reserved; null only of what waits and is given up
 * @param quantity above 0
 */
public record OrderMove(String lineId, String productId, Stage from, @Nullable StockKey place, BigDecimal quantity) {}
