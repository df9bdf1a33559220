package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryCommand.Recount;
import io.tributary.topologies.inventory.InventoryEvent.Adjusted;
import io.tributary.topologies.inventory.InventoryEvent.Moved;
import io.tributary.topologies.inventory.InventoryEvent.ReservationEvent;
import io.tributary.topologies.inventory.InventoryEvent.StockEvent;
import io.tributary.topologies.inventory.MovementView.Line;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Movements as rows of the views. */
final class Movements {
  private static final int FORMAT = 3;

  /** Before movements could have happened before they were known. */
  private static final int WITHOUT_DATE = 2;

  /** Before goods had a value. */
  private static final int WITHOUT_VALUE = 1;

  private Movements() {}

  static MovementView of(RecordedEvent recorded, StockEvent event) {
    Totals totals = event.totals();
    Booked worth = event.worth();
    Reservation reservation = event instanceof ReservationEvent about ? about.reservation() : null;
    return new MovementView(
        totals.productId(),
        totals.version(),
        recorded.id().toString(),
        EventTypes.of(event),
        sum(event.lines(), StockChange::quantity),
        sum(event.lines(), StockChange::reserved),
        totals.quantity(),
        totals.reserved(),
        worth == null ? null : worth.value(),
        correction(event),
        event instanceof Revalued revalued ? revalued.stockValue() : worth == null ? null : worth.after().value(),
        null,
        event.lines().stream().map(line -> new Line(line.place(), line.quantity(), line.reserved())).toList(),
        reservation == null ? null : reservation.reservationId(),
        reservation == null ? null : reservation.wish().orderId(),
        recorded.operationId(),
        recorded.userId(),
        note(event),
        event.at(),
        worth == null ? event.at() : worth.entry().key().occurredAt());
  }

  static byte[] encode(MovementView it) {
    RowEncoder row = new RowEncoder(FORMAT)
        .text(it.productId()).number(it.version()).text(it.eventId()).text(it.type())
        .decimal(it.quantity()).decimal(it.reserved()).decimal(it.quantityAfter()).decimal(it.reservedAfter())
        .optionalDecimal(it.value()).optionalDecimal(it.correction()).optionalDecimal(it.valueAfter())
        .number(it.lines().size());
    for (Line line : it.lines()) {
      StockFields.place(line.place(), row);
      row.decimal(line.quantity()).decimal(line.reserved());
    }
    return row
        .optionalText(it.reservationId()).optionalText(it.orderId()).optionalText(it.operationId())
        .optionalText(it.userId()).optionalText(it.note()).time(it.at()).time(it.occurredAt())
        .toBytes();
  }

  static MovementView decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    boolean valued = row.format() != WITHOUT_VALUE;
    boolean dated = valued && row.format() != WITHOUT_DATE;
    if (dated && row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    String productId = row.text();
    long version = row.number();
    String eventId = row.text();
    String type = row.text();
    BigDecimal quantity = row.decimal();
    BigDecimal reserved = row.decimal();
    BigDecimal quantityAfter = row.decimal();
    BigDecimal reservedAfter = row.decimal();
    BigDecimal value = valued ? row.optionalDecimal() : null;
    BigDecimal correction = valued ? row.optionalDecimal() : null;
    BigDecimal valueAfter = valued ? row.optionalDecimal() : null;
    List<Line> lines = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      lines.add(new Line(StockFields.place(row), row.decimal(), row.decimal()));
    }
    String reservationId = row.optionalText();
    String orderId = row.optionalText();
    String operationId = row.optionalText();
    String userId = row.optionalText();
    String note = row.optionalText();
    Instant at = row.time();
    return new MovementView(
        productId, version, eventId, type, quantity, reserved, quantityAfter, reservedAfter,
        value, correction, valueAfter, null, lines, reservationId, orderId, operationId, userId, note, at,
        dated ? row.time() : at);
  }

  private static @Nullable BigDecimal correction(StockEvent event) {
    Booked worth = event.worth();
    return event instanceof Revalued revalued ? revalued.correction() : worth == null ? null : worth.correction();
  }

  private static BigDecimal sum(List<StockChange> lines, Function<StockChange, BigDecimal> amount) {
    return Quantities.plain(lines.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static @Nullable String note(StockEvent event) {
    return switch (event) {
      case Moved moved -> switch (moved.by()) {
        case Receive receive -> receive.reference();
        case Issue issue -> issue.reference();
        case Adjust adjust -> adjust.reason();
        case Recount recount -> recount.reason();
        default -> null;
      };
      case Adjusted adjusted -> adjusted.reason();
      default -> null;
    };
  }
}
