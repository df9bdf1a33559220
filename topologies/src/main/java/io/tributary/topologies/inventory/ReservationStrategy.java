package io.tributary.topologies.inventory;

import java.util.Comparator;

/** Which stock a reservation takes first. Ordinals are part of the stored data: append only. */
public enum ReservationStrategy {
  /** The oldest receipt. */
  FIFO(Comparator.comparing(StockItem::receivedAt)),
  /** The earliest expiry; what never expires last, the oldest receipt first. */
  FEFO(Comparator.comparing(StockItem::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
      .thenComparing(StockItem::receivedAt)),
  /** The newest receipt. */
  LIFO(Comparator.comparing(StockItem::receivedAt).reversed());

  private final Comparator<StockItem> order;

  ReservationStrategy(Comparator<StockItem> order) {
    this.order = order;
  }

  /** Total: of equal ones, by place. */
  Comparator<StockItem> order() {
    return order.thenComparing(StockItem::key, StockKey.BY_PLACE);
  }
}
