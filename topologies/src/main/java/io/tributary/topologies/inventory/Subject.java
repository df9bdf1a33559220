package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.FactKey.ReservationKey;
import io.tributary.topologies.inventory.FactKey.TransferKey;
import io.tributary.topologies.inventory.FactKey.WarehouseKey;
import io.tributary.topologies.inventory.InventoryCommand.CreateLocation;
import io.tributary.topologies.inventory.InventoryCommand.CreateProduct;
import io.tributary.topologies.inventory.InventoryCommand.CreateWarehouse;
import io.tributary.topologies.inventory.InventoryCommand.FollowUp;
import io.tributary.topologies.inventory.InventoryCommand.OrderCommand;
import io.tributary.topologies.inventory.InventoryCommand.PlaceOrder;
import io.tributary.topologies.inventory.InventoryCommand.ReceiveTransfer;
import io.tributary.topologies.inventory.InventoryCommand.ReservationCommand;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.InventoryCommand.SendTransfer;
import io.tributary.topologies.inventory.InventoryCommand.SetPolicy;
import io.tributary.topologies.inventory.InventoryCommand.SetReorderPoint;
import io.tributary.topologies.inventory.InventoryCommand.StockCommand;
import io.tributary.topologies.inventory.InventoryCommand.UpdateLocation;
import io.tributary.topologies.inventory.InventoryCommand.UpdateProduct;
import io.tributary.topologies.inventory.InventoryCommand.UpdateWarehouse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about: what it names or creates.
 *
 * @param id null for the tenant's policy
 * @param version 0 where it does not exist
 * @param productId whose stock it concerns
 */
record Subject(
    @Nullable String id,
    long version,
    @Nullable String productId,
    @Nullable Reservation reservation,
    @Nullable Order order) {
  private Subject(
      @Nullable String id, long version, @Nullable String productId, @Nullable Reservation reservation) {
    this(id, version, productId, reservation, null);
  }

  static @Nullable String id(Operation operation) {
    return switch (operation.command()) {
      case CreateProduct create -> Objects.requireNonNullElse(create.productId(), operation.newId());
      case UpdateProduct update -> update.productId();
      case SetReorderPoint reorder -> reorder.productId();
      case CreateWarehouse create -> Objects.requireNonNullElse(create.warehouseId(), operation.newId());
      case UpdateWarehouse update -> update.warehouseId();
      case CreateLocation create -> Objects.requireNonNullElse(create.locationId(), operation.newId());
      case UpdateLocation update -> update.locationId();
      case SetPolicy policy -> null;
      case SendTransfer send -> Objects.requireNonNullElse(send.transferId(), operation.newId());
      case ReceiveTransfer receive -> receive.transferId();
      case PlaceOrder place -> Objects.requireNonNullElse(place.orderId(), operation.newId());
      case OrderCommand order -> order.orderId();
      case FollowUp internal -> throw new IllegalArgumentException("no operation is what follows by itself");
      case Reserve reserve -> operation.newId();
      case StockCommand stock -> stock.productId();
      case ReservationCommand ending -> ending.reservationId();
    };
  }

  static Subject of(InventoryState state, Operation operation) {
    String id = id(operation);
    return switch (operation.command()) {
      case CreateProduct create -> product(state, id);
      case UpdateProduct update -> product(state, id);
      case SetReorderPoint reorder -> product(state, id);
      case CreateWarehouse create -> warehouse(state, id);
      case UpdateWarehouse update -> warehouse(state, id);
      case CreateLocation create -> location(state, create.warehouseId(), id);
      case UpdateLocation update -> location(state, update.warehouseId(), id);
      case SetPolicy policy -> new Subject(null, state.policy().version(), null, null);
      case SendTransfer send -> transfer(state, id);
      case ReceiveTransfer receive -> transfer(state, id);
      case PlaceOrder place -> order(state, id);
      case OrderCommand order -> order(state, id);
      case FollowUp internal -> throw new IllegalArgumentException("no operation is what follows by itself");
      case Reserve reserve -> reservation(state, id, reserve.productId());
      case StockCommand stock -> new Subject(id, state.totals(stock.productId()).version(), stock.productId(), null);
      case ReservationCommand ending -> reservation(state, id, null);
    };
  }

  private static Subject product(InventoryState state, @Nullable String id) {
    Product product = state.find(new ProductKey(Objects.requireNonNull(id)));
    return new Subject(id, product == null ? 0 : product.version(), null, null);
  }

  private static Subject warehouse(InventoryState state, @Nullable String id) {
    Warehouse warehouse = state.find(new WarehouseKey(Objects.requireNonNull(id)));
    return new Subject(id, warehouse == null ? 0 : warehouse.version(), null, null);
  }

  private static Subject location(InventoryState state, String warehouseId, @Nullable String id) {
    Location location = state.find(new LocationKey(warehouseId, Objects.requireNonNull(id)));
    return new Subject(id, location == null ? 0 : location.version(), null, null);
  }

  private static Subject reservation(InventoryState state, @Nullable String id, @Nullable String productId) {
    Reservation reservation = state.find(new ReservationKey(Objects.requireNonNull(id)));
    return reservation == null
        ? new Subject(id, 0, productId, null)
        : new Subject(id, reservation.version(), reservation.productId(), reservation);
  }

  private static Subject transfer(InventoryState state, @Nullable String id) {
    StockTransfer transfer = state.find(new TransferKey(Objects.requireNonNull(id)));
    return transfer == null
        ? new Subject(id, 0, null, null)
        : new Subject(id, transfer.version(), transfer.from().productId(), null);
  }

  private static Subject order(InventoryState state, @Nullable String id) {
    Order order = state.find(new OrderKey(Objects.requireNonNull(id)));
    return new Subject(id, order == null ? 0 : order.version(), null, null, order);
  }

  /** The product of an order's line. */
  @Nullable String productOf(String lineId, Operation operation) {
    return operation.command() instanceof PlaceOrder place
        ? place.items().stream()
            .filter(item -> item.lineId().equals(lineId)).findFirst().map(PlaceOrder.Item::productId).orElse(null)
        : order == null ? null : order.line(lineId).map(OrderLine::productId).orElse(null);
  }
}
