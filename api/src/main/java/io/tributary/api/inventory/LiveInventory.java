package io.tributary.api.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.topologies.inventory.InventoryBoard;
import io.tributary.topologies.inventory.MovementView;
import io.tributary.topologies.inventory.Reservation;
import io.tributary.topologies.inventory.WarehouseOverview;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one push to a page about the inventory says.
 *
 * @param at when it was read
 * @param board absent when nothing has changed since the push before
 */
record LiveInventory(Instant at, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Board board) {
  /** All that the page shows. */
  record Board(
      List<InWarehouse> warehouses,
      List<StockViews.Place> stock,
      List<StockViews.Low> low,
      List<Kept> reservations,
      List<Moved> movements) {
    static Board of(InventoryBoard board) {
      return new Board(
          board.warehouses().stream().map(InWarehouse::of).toList(),
          board.stock().stream().map(StockViews.Place::of).toList(),
          board.low().stream().map(StockViews.Low::of).toList(),
          board.reservations().stream().map(Kept::of).toList(),
          board.movements().stream().map(Moved::of).toList());
    }
  }

  /** @param complete false when there is more than was counted */
  record InWarehouse(
      String warehouseId, String name, boolean active, int locations, int places, int products, boolean complete) {
    static InWarehouse of(WarehouseOverview it) {
      return new InWarehouse(
          it.warehouse().warehouseId(), it.warehouse().name(), it.warehouse().active(), it.locations(), it.places(),
          it.products(), it.complete());
    }
  }

  /** An open reservation. */
  record Kept(
      String reservationId,
      String productId,
      String orderId,
      BigDecimal requested,
      BigDecimal reserved,
      BigDecimal backordered,
      Instant createdAt,
      @Nullable Instant expiresAt) {
    static Kept of(Reservation it) {
      return new Kept(
          it.reservationId(), it.productId(), it.wish().orderId(), it.requested(), it.reserved(), it.backordered(),
          it.createdAt(), it.expiresAt());
    }
  }

  /** A movement; {@code quantity} and {@code reserved} are changes. */
  record Moved(
      String productId,
      long version,
      String type,
      BigDecimal quantity,
      BigDecimal reserved,
      BigDecimal quantityAfter,
      @Nullable String note,
      Instant at) {
    static Moved of(MovementView it) {
      return new Moved(
          it.productId(), it.version(), it.type(), it.quantity(), it.reserved(), it.quantityAfter(),
          it.orderId() == null ? it.note() : it.orderId(), it.at());
    }
  }
}
