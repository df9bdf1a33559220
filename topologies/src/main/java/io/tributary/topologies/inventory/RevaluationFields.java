package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;

/** Entries of valuations, and where their revaluation stands, as fields of a row. */
final class RevaluationFields {
  private RevaluationFields() {}

  static void entry(CostEntry it, RowEncoder row) {
    key(it.key(), row);
    row.decimal(it.quantity()).optionalDecimal(it.unitCost()).decimal(it.value()).decimal(it.correction())
        .flag(it.whole());
    ValuationFields.write(it.after(), row);
  }

  static CostEntry entry(RowDecoder row) {
    EntryKey key = key(row);
    var quantity = row.decimal();
    var unitCost = row.optionalDecimal();
    var value = row.decimal();
    var correction = row.decimal();
    boolean whole = row.flag();
    return new CostEntry(key, quantity, unitCost, value, correction, ValuationFields.read(row), whole);
  }

  static void revaluation(Revaluation it, RowEncoder row) {
    row.number(it.id()).time(it.from());
    key(it.next(), row);
    ValuationFields.write(it.before(), row);
  }

  static Revaluation revaluation(RowDecoder row) {
    long id = row.number();
    var from = row.time();
    EntryKey next = key(row);
    return new Revaluation(next.productId(), id, from, next, ValuationFields.read(row));
  }

  private static void key(EntryKey key, RowEncoder row) {
    row.text(key.productId()).time(key.occurredAt()).number(key.version());
  }

  private static EntryKey key(RowDecoder row) {
    return new EntryKey(row.text(), row.time(), row.number());
  }
}
