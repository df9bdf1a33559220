package io.tributary.topologies.inventory;

import io.tributary.inventory.CancelOrder;
import io.tributary.inventory.OrderItem;
import io.tributary.inventory.OrderSelection;
import io.tributary.inventory.Pack;
import io.tributary.inventory.Pick;
import io.tributary.inventory.PlaceOrder;
import io.tributary.inventory.ReservationStrategy;
import io.tributary.inventory.Ship;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands about orders as the door makes them. */
final class OrderRecords {
  private static final UUID TENANT = InventoryDesk.TENANT;

  private OrderRecords() {}

  /** @param lines product, quantity, product, quantity … */
  static PlaceOrder.Builder place(String orderId, String... lines) {
    List<OrderItem> items = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      items.add(item(lines[i], lines[i + 1], null, null));
    }
    return place(orderId, items);
  }

  static PlaceOrder.Builder place(String orderId, List<OrderItem> items) {
    return PlaceOrder.newBuilder()
        .setMeta(InventoryRecords.meta(TENANT, "order.place"))
        .setOperationId("place-" + orderId)
        .setOrderId(orderId)
        .setItems(items);
  }

  static OrderItem item(String product, String quantity, @Nullable String warehouse, @Nullable String lot) {
    return new OrderItem(
        null, product, InventoryRecords.number(quantity), warehouse, lot, ReservationStrategy.FIFO, null);
  }

  static OrderSelection some(String lineId, @Nullable String quantity) {
    return OrderSelection.newBuilder()
        .setLineId(lineId)
        .setQuantity(quantity == null ? null : InventoryRecords.number(quantity))
        .build();
  }

  static OrderSelection missing(String lineId, @Nullable String quantity, String missing) {
    OrderSelection some = some(lineId, quantity);
    some.setMissing(InventoryRecords.number(missing));
    return some;
  }

  static Pick pick(String operationId, String orderId, @Nullable String warehouse, OrderSelection... some) {
    return new Pick(InventoryRecords.meta(TENANT, "order.pick"), operationId, orderId, warehouse, List.of(some), "not on the shelf");
  }

  static Pack pack(String operationId, String orderId, @Nullable String warehouse, OrderSelection... some) {
    return new Pack(InventoryRecords.meta(TENANT, "order.pack"), operationId, orderId, warehouse, List.of(some));
  }

  static Ship ship(String operationId, String orderId, @Nullable String warehouse, OrderSelection... some) {
    return new Ship(
        InventoryRecords.meta(TENANT, "order.ship"), operationId, orderId, warehouse, List.of(some), "DHL", null);
  }

  static CancelOrder cancel(String operationId, String orderId) {
    return new CancelOrder(InventoryRecords.meta(TENANT, "order.cancel"), operationId, orderId, "changed their mind");
  }
}
