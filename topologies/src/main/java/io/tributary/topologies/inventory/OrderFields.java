package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.Order.Status;
import io.tributary.topologies.inventory.Order.Terms;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An order as fields of a row. */
final class OrderFields {
  private OrderFields() {}

  static void write(Order order, RowEncoder row) {
    Terms terms = order.terms();
    row.text(order.orderId()).optionalText(terms.customerId()).flag(terms.partial()).number(terms.priority())
        .optionalTime(terms.promisedAt()).optionalTime(terms.reserveBy())
        .number(terms.pickWithin() == null ? 0 : terms.pickWithin().toSeconds());
    row.number(order.lines().size());
    order.lines().forEach(line -> line(line, row));
    row.number(order.shipments().size());
    order.shipments().forEach(shipment -> shipment(shipment, row));
    row.number(order.status().ordinal()).optionalTime(order.pickBy()).number(order.version())
        .time(order.createdAt()).time(order.updatedAt());
  }

  static Order read(RowDecoder row) {
    String id = row.text();
    String customer = row.optionalText();
    boolean partial = row.flag();
    int priority = (int) row.number();
    var promisedAt = row.optionalTime();
    var reserveBy = row.optionalTime();
    long pickWithin = row.number();
    Terms terms = new Terms(
        customer, partial, priority, promisedAt, reserveBy, pickWithin == 0 ? null : Duration.ofSeconds(pickWithin));
    List<OrderLine> lines = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      lines.add(line(row));
    }
    List<Shipment> shipments = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      shipments.add(shipment(row));
    }
    return new Order(
        id, terms, lines, shipments, FactCodec.choice(Status.values(), row), row.optionalTime(), row.number(),
        row.time(), row.time());
  }

  static void shipment(Shipment one, RowEncoder row) {
    row.text(one.shipmentId()).text(one.warehouseId()).optionalText(one.carrier()).optionalText(one.trackingNumber())
        .time(one.shippedAt());
  }

  static Shipment shipment(RowDecoder row) {
    return new Shipment(row.text(), row.text(), row.optionalText(), row.optionalText(), row.time());
  }

  private static void line(OrderLine line, RowEncoder row) {
    row.text(line.lineId()).text(line.productId()).decimal(line.quantity()).optionalText(line.warehouseId())
        .optionalText(line.lot()).number(line.strategy().ordinal()).text(line.reservationId())
        .decimal(line.waiting()).decimal(line.cancelled()).number(line.portions().size());
    for (Portion portion : line.portions()) {
      StockFields.place(portion.place(), row);
      row.decimal(portion.reserved()).decimal(portion.picked()).decimal(portion.packed()).decimal(portion.shipped());
    }
  }

  private static OrderLine line(RowDecoder row) {
    String id = row.text();
    String productId = row.text();
    var quantity = row.decimal();
    String warehouseId = row.optionalText();
    String lot = row.optionalText();
    ReservationStrategy strategy = FactCodec.choice(ReservationStrategy.values(), row);
    String reservationId = row.text();
    var waiting = row.decimal();
    var cancelled = row.decimal();
    List<Portion> portions = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      portions.add(new Portion(StockFields.place(row), row.decimal(), row.decimal(), row.decimal(), row.decimal()));
    }
    return new OrderLine(
        id, productId, quantity, warehouseId, lot, strategy, reservationId, waiting, cancelled, portions);
  }
}
