package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.RevaluationView.Line;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.Rows;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Reports of revaluations as rows of the views. */
final class RevaluationReports {
  private static final int FORMAT = 1;

  private RevaluationReports() {}

  static void put(UUID tenantId, Revalued event, Rows views) {
    Revaluation of = event.of();
    Bytes row = ValuationRows.report(tenantId, of.productId(), of.id());
    byte[] stored = views.get(row);
    RevaluationView known = stored == null ? null : decode(stored);
    long lines = known == null ? 0 : known.changes();
    for (Revalued.Change change : event.movements()) {
      views.put(ValuationRows.change(tenantId, of.productId(), of.id(), lines++), encode(change));
    }
    views.put(row, encode(new RevaluationView(
        of.productId(), of.id(), of.from(), event.complete(),
        event.entries().size() + (known == null ? 0 : known.movements()), lines, event.booked(),
        event.complete() ? event.stockValue() : null, known == null ? event.at() : known.startedAt(), event.at())));
  }

  static RevaluationView decode(byte[] bytes) {
    RowDecoder row = open(bytes);
    return new RevaluationView(
        row.text(), row.number(), row.time(), row.flag(), row.number(), row.number(), row.decimal(),
        row.optionalDecimal(), row.time(), row.time());
  }

  static Line line(byte[] bytes) {
    RowDecoder row = open(bytes);
    return new Line(row.number(), row.time(), row.decimal(), row.decimal(), row.decimal(), row.decimal());
  }

  private static byte[] encode(RevaluationView it) {
    return new RowEncoder(FORMAT)
        .text(it.productId()).number(it.revaluation()).time(it.from()).flag(it.complete()).number(it.movements())
        .number(it.changes()).decimal(it.valueBefore()).optionalDecimal(it.valueAfter()).time(it.startedAt())
        .time(it.updatedAt())
        .toBytes();
  }

  private static byte[] encode(Revalued.Change change) {
    return new RowEncoder(FORMAT)
        .number(change.movement().version()).time(change.movement().occurredAt()).decimal(change.valueBefore())
        .decimal(change.correctionBefore()).decimal(change.valueAfter()).decimal(change.correctionAfter())
        .toBytes();
  }

  private static RowDecoder open(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return row;
  }
}
