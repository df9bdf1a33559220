package io.tributary.topologies.inventory;

import java.util.List;

/**
 * A tenant's inventory at a glance; each list is cut where a page would be too long to look at.
 *
 * @param warehouses by id, with what lies there counted as far as a glance reaches
 * @param stock of the selected warehouse, or of all by product
 * @param low products that should be ordered
 * @param reservations that are open, the newest first
 * @param movements the newest first
 */
public record InventoryBoard(
    List<WarehouseOverview> warehouses,
    List<StockItem> stock,
    List<LowStockQuery.Item> low,
    List<Reservation> reservations,
    List<MovementView> movements) {
  public InventoryBoard {
    warehouses = List.copyOf(warehouses);
    stock = List.copyOf(stock);
    low = List.copyOf(low);
    reservations = List.copyOf(reservations);
    movements = List.copyOf(movements);
  }
}
