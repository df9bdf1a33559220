package io.tributary.topologies.inventory;

import io.tributary.common.CommandMeta;
import io.tributary.inventory.AdjustInventory;
import io.tributary.inventory.CommitReservation;
import io.tributary.inventory.CreateLocation;
import io.tributary.inventory.CreateProduct;
import io.tributary.inventory.CreateWarehouse;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.PutAway;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.RecountInventory;
import io.tributary.inventory.ReleaseReservation;
import io.tributary.inventory.ReservationStrategy;
import io.tributary.inventory.ReserveStock;
import io.tributary.inventory.SetInventoryPolicy;
import io.tributary.inventory.Tracking;
import io.tributary.inventory.TransferStock;
import io.tributary.inventory.ValuationMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands of the inventory as the door makes them. */
final class InventoryRecords {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private InventoryRecords() {}

  static CommandMeta meta(UUID tenantId, String type) {
    return CommandMeta.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setType(type)
        .setTenantId(tenantId.toString())
        .setTimestamp(NOON)
        .setUserId("user-1")
        .setReplyPartition(0)
        .build();
  }

  static BigDecimal number(String number) {
    return new BigDecimal(number).setScale(6);
  }

  private static @Nullable BigDecimal optional(@Nullable String number) {
    return number == null ? null : number(number);
  }

  static CreateProduct product(UUID tenantId, String id, int decimals, Tracking tracking, @Nullable String reorderPoint) {
    return CreateProduct.newBuilder()
        .setMeta(meta(tenantId, "product.create"))
        .setOperationId("create-" + id)
        .setProductId(id)
        .setSku("SKU-" + id)
        .setName("Product " + id)
        .setDecimals(decimals)
        .setTracking(tracking)
        .setValuation(valuation(id))
        .setStandardCost(number("3.5"))
        .setReorderPoint(optional(reorderPoint))
        .build();
  }

  /** So that a history meets all methods. */
  private static ValuationMethod valuation(String productId) {
    return switch (productId) {
      case "q" -> ValuationMethod.FIFO;
      case "lots" -> ValuationMethod.STANDARD;
      default -> ValuationMethod.MOVING_AVERAGE;
    };
  }

  static CreateWarehouse warehouse(UUID tenantId, String id) {
    return new CreateWarehouse(meta(tenantId, "warehouse.create"), "create-" + id, id, "Warehouse " + id, Map.of());
  }

  static CreateLocation location(UUID tenantId, String warehouseId, String id) {
    return new CreateLocation(
        meta(tenantId, "location.create"), "create-" + warehouseId + id, warehouseId, id, null, null);
  }

  static SetInventoryPolicy policy(UUID tenantId, String operationId, boolean allowNegative) {
    return new SetInventoryPolicy(meta(tenantId, "inventory.set_policy"), operationId, allowNegative, null);
  }

  static ReceiveGoods receive(UUID tenantId, String operationId, StockKey place, String quantity) {
    return receive(tenantId, operationId, place, quantity, null);
  }

  static ReceiveGoods receive(
      UUID tenantId, String operationId, StockKey place, String quantity, @Nullable Instant expiresAt) {
    return new ReceiveGoods(
        meta(tenantId, "goods.receive"), operationId, place.productId(), place.warehouseId(), place.locationId(),
        lot(place), number(quantity), number("2.5"), expiresAt, "PO-1", null, null);
  }

  static IssueStock issue(UUID tenantId, String operationId, StockKey place, String quantity) {
    return new IssueStock(
        meta(tenantId, "stock.issue"), operationId, place.productId(), place.warehouseId(), place.locationId(),
        lot(place), number(quantity), null, null, null);
  }

  static AdjustInventory adjust(UUID tenantId, String operationId, StockKey place, String quantity) {
    return new AdjustInventory(
        meta(tenantId, "inventory.adjust"), operationId, place.productId(), place.warehouseId(), place.locationId(),
        lot(place), number(quantity), "broken", null, null, null);
  }

  static RecountInventory recount(UUID tenantId, String operationId, StockKey place, String counted) {
    return new RecountInventory(
        meta(tenantId, "inventory.recount"), operationId, place.productId(), place.warehouseId(), place.locationId(),
        lot(place), number(counted), null, null);
  }

  static TransferStock transfer(
      UUID tenantId, String operationId, StockKey from, String toWarehouse, String toLocation, String quantity) {
    return new TransferStock(
        meta(tenantId, "stock.transfer"), operationId, from.productId(), from.warehouseId(), from.locationId(),
        toWarehouse, toLocation, lot(from), number(quantity), null);
  }

  static PutAway putAway(UUID tenantId, String operationId, StockKey from, String toLocation, String quantity) {
    return new PutAway(
        meta(tenantId, "stock.put_away"), operationId, from.productId(), from.warehouseId(), from.locationId(),
        toLocation, lot(from), number(quantity), null);
  }

  static ReserveStock.Builder reserve(UUID tenantId, String operationId, String productId, String quantity) {
    return ReserveStock.newBuilder()
        .setMeta(meta(tenantId, "stock.reserve"))
        .setOperationId(operationId)
        .setProductId(productId)
        .setQuantity(number(quantity))
        .setOrderId("order-" + operationId)
        .setStrategy(ReservationStrategy.FIFO);
  }

  static ReleaseReservation release(
      UUID tenantId, String operationId, String reservationId, @Nullable String quantity) {
    return new ReleaseReservation(
        meta(tenantId, "reservation.release"), operationId, reservationId, optional(quantity), null);
  }

  static CommitReservation commit(
      UUID tenantId, String operationId, String reservationId, @Nullable String quantity) {
    return new CommitReservation(
        meta(tenantId, "reservation.commit"), operationId, reservationId, optional(quantity), null);
  }

  private static @Nullable String lot(StockKey place) {
    return place.lot().isEmpty() ? null : place.lot();
  }
}
