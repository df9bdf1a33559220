package io.tributary.topologies.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product's stock with where it lies.
 *
 * @param totals null when no stock of it ever moved
 * @param items places, by lot, warehouse and location
 * @param complete false when it lies at more places than an answer holds
 */
public record StockLevel(Product product, @Nullable Totals totals, List<StockItem> items, boolean complete) {
  public StockLevel {
    items = List.copyOf(items);
  }
}
