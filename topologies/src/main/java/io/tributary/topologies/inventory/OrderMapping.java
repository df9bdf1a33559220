package io.tributary.topologies.inventory;

import io.tributary.inventory.OrderItem;
import io.tributary.inventory.OrderSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Avro commands about orders as the model's. */
final class OrderMapping {
  /** Lines of one order. */
  private static final int LINES_AT_MOST = 2_000;

  private OrderMapping() {}

  static InventoryCommand place(io.tributary.inventory.PlaceOrder it) {
    List<InventoryCommand.PlaceOrder.Item> items = new ArrayList<>();
    for (OrderItem item : it.getItems()) {
      String lineId = item.getLineId() == null ? String.valueOf(items.size() + 1) : item.getLineId();
      items.add(new InventoryCommand.PlaceOrder.Item(
          lineId, item.getProductId(), item.getQuantity(), item.getWarehouseId(), item.getLot(),
          Choices.model(item.getStrategy()), item.getUnit()));
    }
    if (items.isEmpty() || items.size() > LINES_AT_MOST) {
      throw new IllegalArgumentException("an order has 1 to " + LINES_AT_MOST + " lines, not " + items.size());
    }
    distinct(items.stream().map(InventoryCommand.PlaceOrder.Item::lineId).toList());
    return new InventoryCommand.PlaceOrder(
        it.getOrderId(), it.getCustomerId(), it.getPartial(), it.getPriority(), it.getPromisedAt(),
        duration("reserveWithinSeconds", it.getReserveWithinSeconds()),
        duration("pickWithinSeconds", it.getPickWithinSeconds()), items);
  }

  static InventoryCommand handle(
      String orderId,
      Stage to,
      @Nullable String warehouseId,
      List<OrderSelection> items,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      @Nullable String reason) {
    boolean missing = items.stream().anyMatch(item -> item.getMissing() != null);
    if (missing && (to != Stage.PICKED || reason == null)) {
      throw new IllegalArgumentException("only what is picked is missing, and for a reason");
    }
    distinct(items.stream().map(OrderSelection::getLineId).toList());
    List<InventoryCommand.HandleOrder.Some> some = items.stream()
        .map(item -> new InventoryCommand.HandleOrder.Some(
            item.getLineId(), Decimals.model(item.getQuantity()), item.getUnit(), item.getLocationId(), item.getLot(),
            Decimals.model(item.getMissing())))
        .toList();
    return new InventoryCommand.HandleOrder(orderId, to, warehouseId, some, carrier, trackingNumber, reason);
  }

  private static void distinct(List<String> lineIds) {
    Set<String> seen = new HashSet<>();
    for (String id : lineIds) {
      if (!seen.add(id)) {
        throw new IllegalArgumentException("line " + id + " stands twice");
      }
    }
  }

  private static @Nullable Duration duration(String field, @Nullable Long seconds) {
    if (seconds != null && seconds < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, not " + seconds);
    }
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
