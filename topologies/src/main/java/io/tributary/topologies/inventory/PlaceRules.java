package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.WarehouseKey;
import io.tributary.topologies.inventory.InventoryCommand.CreateLocation;
import io.tributary.topologies.inventory.InventoryCommand.CreateWarehouse;
import io.tributary.topologies.inventory.InventoryCommand.UpdateLocation;
import io.tributary.topologies.inventory.InventoryCommand.UpdateWarehouse;
import io.tributary.topologies.inventory.InventoryEvent.LocationChanged;
import io.tributary.topologies.inventory.InventoryEvent.WarehouseChanged;
import java.time.Instant;
import java.util.Objects;

/** Warehouses and their locations. */
final class PlaceRules {
  private PlaceRules() {}

  static InventoryEvent create(InventoryState state, CreateWarehouse command, String newId, Instant time) {
    String id = Objects.requireNonNullElse(command.warehouseId(), newId);
    if (state.find(new WarehouseKey(id)) != null) {
      throw new RefusedException(Refusal.WAREHOUSE_EXISTS);
    }
    return new WarehouseChanged(true, new Warehouse(id, command.name(), true, command.attributes(), 1, time));
  }

  static InventoryEvent update(InventoryState state, UpdateWarehouse command, Instant time) {
    Warehouse before = warehouse(state, command.warehouseId());
    return new WarehouseChanged(
        false,
        new Warehouse(
            before.warehouseId(),
            Objects.requireNonNullElse(command.name(), before.name()),
            Objects.requireNonNullElse(command.active(), before.active()),
            Objects.requireNonNullElse(command.attributes(), before.attributes()),
            before.version() + 1,
            time));
  }

  static InventoryEvent create(InventoryState state, CreateLocation command, String newId, Instant time) {
    warehouse(state, command.warehouseId());
    String id = Objects.requireNonNullElse(command.locationId(), newId);
    if (state.find(new LocationKey(command.warehouseId(), id)) != null) {
      throw new RefusedException(Refusal.LOCATION_EXISTS);
    }
    String code = Objects.requireNonNullElse(command.locationCode(), id);
    return new LocationChanged(true, new Location(command.warehouseId(), id, code, true, command.walkOrder(), 1, time));
  }

  static InventoryEvent update(InventoryState state, UpdateLocation command, Instant time) {
    Location before = location(state, new LocationKey(command.warehouseId(), command.locationId()));
    return new LocationChanged(
        false,
        new Location(
            before.warehouseId(),
            before.locationId(),
            Objects.requireNonNullElse(command.locationCode(), before.locationCode()),
            Objects.requireNonNullElse(command.active(), before.active()),
            command.walkOrder() == null ? before.walkOrder() : command.walkOrder(),
            before.version() + 1,
            time));
  }

  /** Lets goods out of a place that exists; in only where it is active. */
  static void open(InventoryState state, StockKey place, boolean in) {
    Warehouse warehouse = warehouse(state, place.warehouseId());
    Location location = location(state, place.location());
    if (in && !warehouse.active()) {
      throw new RefusedException(Refusal.WAREHOUSE_INACTIVE);
    } else if (in && !location.active()) {
      throw new RefusedException(Refusal.LOCATION_INACTIVE);
    }
  }

  static Warehouse warehouse(InventoryState state, String warehouseId) {
    Warehouse warehouse = state.find(new WarehouseKey(warehouseId));
    if (warehouse == null) {
      throw new RefusedException(Refusal.WAREHOUSE_NOT_FOUND);
    }
    return warehouse;
  }

  static Location location(InventoryState state, LocationKey key) {
    warehouse(state, key.warehouseId());
    Location location = state.find(key);
    if (location == null) {
      throw new RefusedException(Refusal.LOCATION_NOT_FOUND);
    }
    return location;
  }
}
