package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.inventory.InventoryEvent.ReservationEvent;
import io.tributary.topologies.inventory.InventoryEvent.StockEvent;
import io.tributary.topologies.kernel.Projection;
import io.tributary.topologies.kernel.Rows;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** The inventory's events as rows for readers: the facts, the other orders in which they are listed, the movements. */
final class InventoryViews implements Projection<RecordedEvent> {
  private static final byte[] MARK = {1};

  @Override
  public void apply(RecordedEvent recorded, Rows views) {
    UUID tenantId = recorded.cause().tenantId();
    InventoryEvent event = recorded.event();
    if (event instanceof OrderChanged changed) {
      OrderViews.apply(recorded, changed, views);
    }
    event.changes().forEach(change -> put(tenantId, change, views));
    if (event instanceof StockEvent stock) {
      MovementView movement = Movements.of(recorded, stock);
      views.put(InventoryRows.movement(tenantId, movement.productId(), movement.version()), Movements.encode(movement));
      views.put(InventoryRows.moment(tenantId, movement.at(), movement.productId(), movement.version()), MARK);
      stock.lines().forEach(line -> list(tenantId, line, views));
    }
    if (event instanceof Revalued revalued) {
      RevaluationReports.put(tenantId, revalued, views);
    }
    if (event instanceof ReservationEvent about) {
      list(tenantId, about.reservation(), views);
    }
  }

  private static void put(UUID tenantId, FactChange change, Rows views) {
    Bytes row = InventoryRows.fact(tenantId, change.key());
    Fact after = change.after();
    if (after == null) {
      views.delete(row);
      return;
    }
    byte[] value = FactCodec.encode(after);
    views.put(row, value);
    if (after instanceof Totals totals) {
      low(tenantId, totals, value, views);
    }
  }

  private static void list(UUID tenantId, StockChange line, Rows views) {
    if (line.after().isEmpty()) {
      views.delete(InventoryRows.place(tenantId, line.place()));
    } else if (line.begins()) {
      views.put(InventoryRows.place(tenantId, line.place()), MARK);
    }
  }

  private static void low(UUID tenantId, Totals totals, byte[] value, Rows views) {
    Bytes row = InventoryRows.low(tenantId, totals.productId());
    if (totals.low()) {
      views.put(row, value);
    } else if (views.get(row) != null) {
      views.delete(row);
    }
  }

  private static void list(UUID tenantId, Reservation reservation, Rows views) {
    if (reservation.version() == 1) {
      String id = reservation.reservationId();
      views.put(InventoryRows.ordered(tenantId, reservation.wish().orderId(), id), MARK);
      views.put(InventoryRows.reserved(tenantId, reservation.productId(), id), MARK);
    }
  }
}
