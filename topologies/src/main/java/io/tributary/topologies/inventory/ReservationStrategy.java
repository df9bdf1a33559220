package io.tributary.topologies.inventory;

import java.util.Comparator;

/** Which stock a reservation takes first. Ordinals are part of the stored data: append only. */
public enum ReservationStrategy {
  /** The oldest receipt. */
  FIFO(Comparator.comparing(StockItem::receivedAt)),
  /** The earliest expiry; what never expires last, the oldest receipt first. */
  FEFO(Comparator.comparing(StockItem::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
      .thenComparing(StockItem::receivedAt)),
  /** The newest receipt: FIFO backwards. */
  LIFO(Comparator.comparing(StockItem::receivedAt)),
  /** What comes first on the walk through its warehouse, the oldest receipt first where places are equal. */
  NEAREST(Comparator.comparing(StockItem::receivedAt));

  private final Comparator<StockItem> order;

  ReservationStrategy(Comparator<StockItem> order) {
    this.order = order;
  }

  /** Total: of equal ones, by place. */
  Comparator<StockItem> order(InventoryState state) {
    Comparator<StockItem> total = order.thenComparing(StockItem::key, StockKey.BY_PLACE);
    return switch (this) {
      case FIFO, FEFO -> total;
      case LIFO -> total.reversed();
      case NEAREST -> Comparator.comparing((StockItem item) -> walkOrder(state, item)).thenComparing(total);
    };
  }

  private static long walkOrder(InventoryState state, StockItem item) {
    Location location = state.find(item.key().location());
    return location == null || location.walkOrder() == null ? Long.MAX_VALUE : location.walkOrder();
  }
}
