package io.tributary.topologies.inventory;

/**
 * Where goods are that are under way in or between warehouses: picked ones, until they leave, at a place of the order's own in the warehouse, which is there as long as something
 * lies in it. So a count of a shelf counts what lies on the shelf. No location can have such an id.
 */
final class Totes {
  static final String TRANSIT = "~~";

  private static final String MARK = "~";

  private Totes() {}

  /** The place in an order's tote of goods from a place. */
  static StockKey of(StockKey place, String orderId) {
    return place.at(place.warehouseId(), MARK + orderId);
  }

  /** The place of goods on their way, in the warehouse that they go to. No order has an id that begins like it. */
  static StockKey transit(StockTransfer transfer) {
    return transfer.from().at(transfer.toWarehouseId(), TRANSIT + transfer.transferId());
  }

  static boolean holds(StockKey place) {
    return place.locationId().startsWith(MARK);
  }
}
