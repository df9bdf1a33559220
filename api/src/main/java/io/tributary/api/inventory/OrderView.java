package io.tributary.api.inventory;

import io.tributary.topologies.inventory.Order;
import io.tributary.topologies.inventory.OrderLine;
import io.tributary.topologies.inventory.Portion;
import io.tributary.topologies.inventory.Shipment;
import io.tributary.topologies.inventory.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, and how far it is.
 *
 * @param reserveBy when what still waits is given up
 * @param pickBy when what is not picked is given up
 */
record OrderView(
    String orderId,
    @Nullable String customerId,
    Order.Status status,
    boolean partial,
    int priority,
    @Nullable Instant promisedAt,
    @Nullable Instant reserveBy,
    @Nullable Instant pickBy,
    List<Line> lines,
    List<Shipment> shipments,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  /**
   * A line. {@code quantity} is the sum of what waits, is reserved, picked, packed, shipped and cancelled.
   *
   * @param portions the same, by the places where goods were reserved
   */
  record Line(
      String lineId,
      String productId,
      BigDecimal quantity,
      BigDecimal waiting,
      BigDecimal reserved,
      BigDecimal picked,
      BigDecimal packed,
      BigDecimal shipped,
      BigDecimal cancelled,
      @Nullable String warehouseId,
      @Nullable String lot,
      String strategy,
      String reservationId,
      List<Portion> portions) {
    static Line of(OrderLine line) {
      return new Line(
          line.lineId(), line.productId(), line.quantity(), line.waiting(), line.at(Stage.RESERVED),
          line.at(Stage.PICKED), line.at(Stage.PACKED), line.at(Stage.SHIPPED), line.cancelled(), line.warehouseId(),
          line.lot(), line.strategy().name(), line.reservationId(), line.portions());
    }
  }

  static OrderView of(Order order) {
    Order.Terms terms = order.terms();
    return new OrderView(
        order.orderId(), terms.customerId(), order.status(), terms.partial(), terms.priority(), terms.promisedAt(),
        terms.reserveBy(), order.pickBy(), order.lines().stream().map(Line::of).toList(), order.shipments(),
        order.version(), order.createdAt(), order.updatedAt());
  }
}
