package io.tributary.topologies.inventory;

import io.tributary.common.EventMeta;
import io.tributary.inventory.GoodsReceived;
import io.tributary.inventory.InventoryAdjusted;
import io.tributary.inventory.ItemsPutAway;
import io.tributary.inventory.LowStockAlert;
import io.tributary.inventory.ProductStock;
import io.tributary.inventory.ReleaseCause;
import io.tributary.inventory.ReservationCommitted;
import io.tributary.inventory.ReservationReleased;
import io.tributary.inventory.RevaluedMovement;
import io.tributary.inventory.StockAdjusted;
import io.tributary.inventory.StockIssued;
import io.tributary.inventory.StockLine;
import io.tributary.inventory.StockRecounted;
import io.tributary.inventory.StockReserved;
import io.tributary.inventory.StockRevalued;
import io.tributary.inventory.StockTransferred;
import io.tributary.inventory.StockValue;
import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryCommand.Recount;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.InventoryCommand.Transfer;
import io.tributary.topologies.inventory.InventoryEvent.Adjusted;
import io.tributary.topologies.inventory.InventoryEvent.BecameLow;
import io.tributary.topologies.inventory.InventoryEvent.Committed;
import io.tributary.topologies.inventory.InventoryEvent.Moved;
import io.tributary.topologies.inventory.InventoryEvent.Released;
import io.tributary.topologies.inventory.InventoryEvent.Reserved;
import io.tributary.topologies.inventory.InventoryEvent.Staged;
import io.tributary.topologies.inventory.InventoryEvent.StockEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The events of a product's stock in Avro. */
final class StockEventMapping {
  private StockEventMapping() {}

  static SpecificRecord event(EventMeta meta, RecordedEvent recorded, StockEvent event) {
    return switch (event) {
      case Moved moved -> moved(meta, EventMapping.operationId(recorded), moved);
      case Adjusted it -> new InventoryAdjusted(
          meta, EventMapping.operationId(recorded), it.totals().productId(), Decimals.avro(it.quantity()), it.reason(),
          totals(it));
      case Reserved it -> reserved(meta, recorded, it);
      case Staged it -> new StockTransferred(
          meta, EventMapping.operationId(recorded), it.totals().productId(), lines(it), totals(it),
          it.reservation().reservationId(), it.reservation().wish().orderId());
      case Released it -> {
        Reservation one = it.reservation();
        yield new ReservationReleased(
            meta, recorded.operationId(), one.productId(), one.reservationId(), one.wish().orderId(),
            one.wish().orderLineId(), it.expired() ? ReleaseCause.EXPIRED : ReleaseCause.REQUESTED,
            Decimals.avro(it.quantity()), Decimals.avro(one.reserved()), Decimals.avro(one.backordered()),
            !one.active(), lines(it), totals(it));
      }
      case Committed it -> {
        Reservation one = it.reservation();
        yield new ReservationCommitted(
            meta, EventMapping.operationId(recorded), one.productId(), one.reservationId(), one.wish().orderId(),
            one.wish().orderLineId(), Decimals.avro(it.quantity()), Decimals.avro(one.reserved()),
            Decimals.avro(one.backordered()), !one.active(), lines(it), totals(it), value(it));
      }
      case Revalued it -> new StockRevalued(
          meta, it.of().productId(), it.of().id(), it.of().from(), it.complete(),
          it.movements().stream().map(StockEventMapping::revalued).toList(), totals(it),
          it.complete() ? value(BigDecimal.ZERO, it.correction(), it.stockValue()) : null);
      case BecameLow it -> new LowStockAlert(
          meta, it.product().productId(), it.product().sku(), Decimals.avro(it.totals().available()),
          Decimals.avro(Objects.requireNonNull(it.product().reorderPoint())),
          Decimals.optional(it.product().reorderQuantity()));
    };
  }

  private static SpecificRecord moved(EventMeta meta, String operationId, Moved event) {
    String productId = event.totals().productId();
    List<StockLine> lines = lines(event);
    ProductStock totals = totals(event);
    StockValue value = value(event);
    return switch (event.by()) {
      case Receive by -> new GoodsReceived(
          meta, operationId, productId, lines, totals, Decimals.optional(by.unitCost()), by.reference(), value,
          earlier(event));
      case Transfer by when by.putAway() -> new ItemsPutAway(meta, operationId, productId, lines, totals);
      case Transfer by -> new StockTransferred(meta, operationId, productId, lines, totals, null, null);
      case Issue by -> new StockIssued(
          meta, operationId, productId, lines, totals, by.reference(), value, earlier(event));
      case Adjust by -> new StockAdjusted(
          meta, operationId, productId, lines, totals, by.reason(), Decimals.optional(by.unitCost()), value,
          earlier(event));
      case Recount by -> new StockRecounted(
          meta, operationId, productId, lines, totals, Decimals.avro(by.counted()), by.reason(), value);
      case Reserve by -> throw new IllegalStateException("a reservation moves nothing");
    };
  }

  private static SpecificRecord reserved(EventMeta meta, RecordedEvent recorded, Reserved event) {
    Reservation one = event.reservation();
    Reservation.Wish wish = one.wish();
    return StockReserved.newBuilder()
        .setMeta(meta)
        .setOperationId(recorded.operationId())
        .setProductId(one.productId())
        .setReservationId(one.reservationId())
        .setOrderId(wish.orderId())
        .setOrderLineId(wish.orderLineId())
        .setRequested(Decimals.avro(one.requested()))
        .setReservedQuantity(Decimals.avro(one.reserved()))
        .setBackordered(Decimals.avro(one.backordered()))
        .setWarehouseId(wish.warehouseId())
        .setLocationId(wish.locationId())
        .setLot(wish.lot())
        .setStrategy(Choices.avro(wish.strategy()))
        .setPriority(wish.priority())
        .setPromisedAt(wish.promisedAt())
        .setExpiresAt(one.expiresAt())
        .setLines(lines(event))
        .setTotals(totals(event))
        .build();
  }

  private static List<StockLine> lines(StockEvent event) {
    return event.lines().stream().map(StockEventMapping::line).toList();
  }

  private static StockLine line(StockChange line) {
    StockItem after = line.after();
    return new StockLine(
        line.place().warehouseId(), line.place().locationId(), line.place().lot(), Decimals.avro(line.quantity()),
        Decimals.avro(line.reserved()), Decimals.avro(after.quantity()), Decimals.avro(after.reserved()),
        after.receivedAt(), after.expiresAt());
  }

  private static RevaluedMovement revalued(Revalued.Change change) {
    return new RevaluedMovement(
        change.movement().version(), change.movement().occurredAt(), Decimals.value(change.valueBefore()),
        Decimals.value(change.correctionBefore()), Decimals.value(change.valueAfter()),
        Decimals.value(change.correctionAfter()));
  }

  private static @Nullable StockValue value(StockEvent event) {
    Booked worth = event.worth();
    return worth == null ? null : value(worth.value(), worth.correction(), worth.after().value());
  }

  private static StockValue value(BigDecimal value, BigDecimal correction, BigDecimal stockValue) {
    return new StockValue(Decimals.value(value), Decimals.value(correction), Decimals.value(stockValue));
  }

  /** When its goods came or left, where that was before it became known. */
  private static @Nullable Instant earlier(StockEvent event) {
    Booked worth = event.worth();
    return worth != null && worth.entry().key().occurredAt().isBefore(event.at())
        ? worth.entry().key().occurredAt()
        : null;
  }

  private static ProductStock totals(StockEvent event) {
    Totals it = event.totals();
    return new ProductStock(
        Decimals.avro(it.quantity()), Decimals.avro(it.reserved()), Decimals.avro(it.available()),
        Decimals.avro(it.backordered()));
  }
}
