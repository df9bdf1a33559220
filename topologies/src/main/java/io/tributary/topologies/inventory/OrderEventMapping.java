package io.tributary.topologies.inventory;

import io.tributary.common.EventMeta;
import io.tributary.inventory.ItemsMissing;
import io.tributary.inventory.ItemsPicked;
import io.tributary.inventory.OrderCancelled;
import io.tributary.inventory.OrderPacked;
import io.tributary.inventory.OrderPlaced;
import io.tributary.inventory.OrderReduced;
import io.tributary.inventory.OrderReserved;
import io.tributary.inventory.OrderShipped;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** The events of orders in Avro. */
final class OrderEventMapping {
  private OrderEventMapping() {}

  static SpecificRecord event(EventMeta meta, RecordedEvent recorded, OrderChanged event) {
    Order order = event.after();
    String id = order.orderId();
    var status = Choices.avro(order.status());
    List<io.tributary.inventory.OrderMove> moves = event.moves().stream().map(OrderEventMapping::move).toList();
    return switch (event.kind()) {
      case PLACED -> placed(meta, EventMapping.operationId(recorded), order);
      case RESERVED -> new OrderReserved(meta, recorded.operationId(), id, status, moves);
      case PICKED -> new ItemsPicked(meta, EventMapping.operationId(recorded), id, status, moves);
      case MISSING -> new ItemsMissing(
          meta, EventMapping.operationId(recorded), id, status, moves,
          Objects.requireNonNull(event.reason(), "told with what is missing"));
      case PACKED -> new OrderPacked(meta, EventMapping.operationId(recorded), id, status, moves);
      case SHIPPED -> {
        Shipment shipment = event.shipment();
        yield new OrderShipped(
            meta, EventMapping.operationId(recorded), id, status, moves, shipment.shipmentId(), shipment.warehouseId(),
            shipment.carrier(), shipment.trackingNumber());
      }
      case REDUCED -> new OrderReduced(meta, recorded.operationId(), id, status, moves, Choices.avro(event.cause()));
      case CANCELLED -> new OrderCancelled(
          meta, recorded.operationId(), id, status, moves, Choices.avro(event.cause()), event.reason());
    };
  }

  private static OrderPlaced placed(EventMeta meta, String operationId, Order order) {
    Order.Terms terms = order.terms();
    return new OrderPlaced(
        meta, operationId, order.orderId(), terms.customerId(), terms.partial(), terms.priority(), terms.promisedAt(),
        terms.reserveBy(), terms.pickWithin() == null ? null : terms.pickWithin().toSeconds(),
        order.lines().stream().map(OrderEventMapping::line).toList());
  }

  private static io.tributary.inventory.OrderLine line(OrderLine line) {
    return new io.tributary.inventory.OrderLine(
        line.lineId(), line.productId(), Decimals.avro(line.quantity()), line.warehouseId(), line.lot(),
        Choices.avro(line.strategy()), line.reservationId());
  }

  private static io.tributary.inventory.OrderMove move(OrderMove move) {
    StockKey place = move.place();
    return new io.tributary.inventory.OrderMove(
        move.lineId(), move.productId(), Choices.avro(move.from()), place == null ? null : place.warehouseId(),
        place == null ? null : place.locationId(), place == null ? "" : place.lot(), Decimals.avro(move.quantity()));
  }
}
