package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.Reservation.Part;
import io.tributary.topologies.inventory.Reservation.Status;
import io.tributary.topologies.inventory.Reservation.Wish;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.util.ArrayList;
import java.util.List;

/** A reservation as fields of a row. */
final class ReservationFields {
  private ReservationFields() {}

  static void write(Reservation one, RowEncoder row) {
    Wish wish = one.wish();
    row.text(one.reservationId()).text(one.productId())
        .text(wish.orderId()).optionalText(wish.orderLineId())
        .optionalText(wish.warehouseId()).optionalText(wish.locationId()).optionalText(wish.lot())
        .number(wish.strategy().ordinal()).number(wish.priority()).optionalTime(wish.promisedAt())
        .decimal(one.requested()).decimal(one.committed()).decimal(one.backordered())
        .number(one.parts().size());
    for (Part part : one.parts()) {
      StockFields.place(part.place(), row);
      row.decimal(part.quantity());
    }
    row.number(one.status().ordinal()).number(one.version())
        .time(one.createdAt()).time(one.updatedAt()).optionalTime(one.expiresAt());
  }

  static Reservation read(RowDecoder row) {
    String id = row.text();
    String productId = row.text();
    Wish wish = new Wish(
        row.text(), row.optionalText(), row.optionalText(), row.optionalText(), row.optionalText(),
        FactCodec.choice(ReservationStrategy.values(), row), (int) row.number(), row.optionalTime());
    var requested = row.decimal();
    var committed = row.decimal();
    var backordered = row.decimal();
    List<Part> parts = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      parts.add(new Part(StockFields.place(row), row.decimal()));
    }
    return new Reservation(
        id, productId, wish, requested, committed, backordered, parts, FactCodec.choice(Status.values(), row),
        row.number(), row.time(), row.time(), row.optionalTime());
  }
}
