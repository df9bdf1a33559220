package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Cause;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Kind;
import io.tributary.topologies.inventory.Order.Status;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.util.ArrayList;
import java.util.List;

/** Orders' steps as rows of the views. */
final class OrderSteps {
  private static final int FORMAT = 1;

  private OrderSteps() {}

  static OrderStep of(RecordedEvent recorded, OrderChanged event) {
    return new OrderStep(
        event.after().version(), recorded.id().toString(), EventTypes.of(event), event.after().status(), event.cause(),
        event.reason(), recorded.operationId(), recorded.userId(),
        event.kind() == Kind.SHIPPED ? event.shipment() : null, event.moves(), event.at());
  }

  static byte[] encode(OrderStep step) {
    RowEncoder row = new RowEncoder(FORMAT)
        .number(step.version()).text(step.eventId()).text(step.type()).number(step.status().ordinal())
        .number(step.cause().ordinal()).optionalText(step.reason()).optionalText(step.operationId())
        .optionalText(step.userId()).flag(step.shipment() != null);
    if (step.shipment() != null) {
      OrderFields.shipment(step.shipment(), row);
    }
    row.number(step.moves().size());
    for (OrderMove move : step.moves()) {
      row.text(move.lineId()).text(move.productId()).number(move.from().ordinal()).flag(move.place() != null);
      if (move.place() != null) {
        StockFields.place(move.place(), row);
      }
      row.decimal(move.quantity());
    }
    return row.time(step.at()).toBytes();
  }

  static OrderStep decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    long version = row.number();
    String eventId = row.text();
    String type = row.text();
    Status status = FactCodec.choice(Status.values(), row);
    Cause cause = FactCodec.choice(Cause.values(), row);
    String reason = row.optionalText();
    String operationId = row.optionalText();
    String userId = row.optionalText();
    Shipment shipment = row.flag() ? OrderFields.shipment(row) : null;
    List<OrderMove> moves = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      moves.add(new OrderMove(
          row.text(), row.text(), FactCodec.choice(Stage.values(), row), row.flag() ? StockFields.place(row) : null,
          row.decimal()));
    }
    return new OrderStep(version, eventId, type, status, cause, reason, operationId, userId, shipment, moves, row.time());
  }
}
