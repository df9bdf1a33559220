package io.tributary.topologies.inventory;

import java.util.Comparator;

/**
 * A place where stock of a product lies.
 *
 * @param lot or serial number; empty where the product has none
 */
public record StockKey(String productId, String warehouseId, String locationId, String lot) implements FactKey<StockItem> {
  static final Comparator<StockKey> BY_PLACE = Comparator.comparing(StockKey::warehouseId)
      .thenComparing(StockKey::locationId)
      .thenComparing(StockKey::lot);

  LocationKey location() {
    return new LocationKey(warehouseId, locationId);
  }

  StockKey at(String warehouse, String location) {
    return new StockKey(productId, warehouse, location, lot);
  }
}
