package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;

/** Quantities as fields of a row. */
final class StockFields {
  private StockFields() {}

  static void place(StockKey place, RowEncoder row) {
    row.text(place.productId()).text(place.warehouseId()).text(place.locationId()).text(place.lot());
  }

  static StockKey place(RowDecoder row) {
    return new StockKey(row.text(), row.text(), row.text(), row.text());
  }

  static void item(StockItem item, RowEncoder row) {
    place(item.key(), row);
    row.decimal(item.quantity()).decimal(item.reserved()).time(item.receivedAt()).optionalTime(item.expiresAt());
  }

  static StockItem item(RowDecoder row) {
    return new StockItem(place(row), row.decimal(), row.decimal(), row.time(), row.optionalTime());
  }

  static void totals(Totals totals, RowEncoder row) {
    row.text(totals.productId()).decimal(totals.quantity()).decimal(totals.reserved()).decimal(totals.backordered())
        .flag(totals.low()).optionalTime(totals.lastReceivedAt()).optionalTime(totals.lastSoldAt())
        .number(totals.version()).time(totals.updatedAt());
  }

  static Totals totals(RowDecoder row) {
    return new Totals(
        row.text(), row.decimal(), row.decimal(), row.decimal(), row.flag(), row.optionalTime(), row.optionalTime(),
        row.number(), row.time());
  }
}
