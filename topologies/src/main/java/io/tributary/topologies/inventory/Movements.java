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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Movements as rows of the views. */
final class Movements {
  private static final int FORMAT = 1;

  private Movements() {}

  static MovementView of(RecordedEvent recorded, StockEvent event) {
    Totals totals = event.totals();
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
        event.lines().stream().map(line -> new Line(line.place(), line.quantity(), line.reserved())).toList(),
        reservation == null ? null : reservation.reservationId(),
        reservation == null ? null : reservation.wish().orderId(),
        recorded.operationId(),
        recorded.userId(),
        note(event),
        event.at());
  }

  static byte[] encode(MovementView it) {
    RowEncoder row = new RowEncoder(FORMAT)
        .text(it.productId()).number(it.version()).text(it.eventId()).text(it.type())
        .decimal(it.quantity()).decimal(it.reserved()).decimal(it.quantityAfter()).decimal(it.reservedAfter())
        .number(it.lines().size());
    for (Line line : it.lines()) {
      StockFields.place(line.place(), row);
      row.decimal(line.quantity()).decimal(line.reserved());
    }
    return row
        .optionalText(it.reservationId()).optionalText(it.orderId()).optionalText(it.operationId())
        .optionalText(it.userId()).optionalText(it.note()).time(it.at())
        .toBytes();
  }

  static MovementView decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
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
    List<Line> lines = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      lines.add(new Line(StockFields.place(row), row.decimal(), row.decimal()));
    }
    return new MovementView(
        productId, version, eventId, type, quantity, reserved, quantityAfter, reservedAfter, lines,
        row.optionalText(), row.optionalText(), row.optionalText(), row.optionalText(), row.optionalText(), row.time());
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
