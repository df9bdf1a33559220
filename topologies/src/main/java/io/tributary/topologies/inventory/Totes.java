package io.tributary.topologies.inventory;

/**
 * Where picked goods are until they leave: a place of the order's own in the warehouse, which is there as long as something
 * lies in it. So a count of a shelf counts what lies on the shelf. No location can have such an id.
 */
final class Totes {
  private static final String MARK = "~";

  private Totes() {}

  /** The place in an order's tote of goods from a place. */
  static StockKey of(StockKey place, String orderId) {
    return place.at(place.warehouseId(), MARK + orderId);
  }

  static boolean holds(StockKey place) {
    return place.locationId().startsWith(MARK);
  }
}
