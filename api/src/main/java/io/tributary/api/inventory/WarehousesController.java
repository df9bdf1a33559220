package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryCommands.Common;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Request;
import io.tributary.inventory.CreateLocation;
import io.tributary.inventory.CreateWarehouse;
import io.tributary.inventory.UpdateLocation;
import io.tributary.inventory.UpdateWarehouse;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import io.tributary.topologies.inventory.Location;
import io.tributary.topologies.inventory.LocationsQuery;
import io.tributary.topologies.inventory.StockQuery;
import io.tributary.topologies.inventory.Warehouse;
import io.tributary.topologies.inventory.WarehouseOverview;
import io.tributary.topologies.inventory.WarehouseQuery;
import io.tributary.topologies.inventory.WarehousesQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Warehouses and their locations (S1 4.4). */
@RestController
@RequestMapping("/api/v1/warehouses")
@Tag(name = "Warehouses")
class WarehousesController {
  /** @param warehouseId chosen by the caller, else made here */
  record NewWarehouse(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable String warehouseId,
      @Nullable String name,
      @Nullable Map<String, String> attributes) {}

  /** What is absent stays as it is; an inactive warehouse takes nothing in. */
  record WarehouseChange(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String name,
      @Nullable Boolean active,
      @Nullable Map<String, String> attributes) {}

  /** @param locationId chosen by the caller, unique within the warehouse; else made here */
  record NewLocation(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable String locationId,
      @Nullable String locationCode,
      @Nullable Long walkOrder) {}

  /** What is absent stays as it is; an inactive location takes nothing in. */
  record LocationChange(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String locationCode,
      @Nullable Boolean active,
      @Nullable Long walkOrder) {}

  private final InventoryCommands commands;
  private final InventoryReader reader;

  WarehousesController(InventoryCommands commands, InventoryReader reader) {
    this.commands = commands;
    this.reader = reader;
  }

  @PostMapping
  @Operation(summary = "Create a warehouse (OWNER, MANAGER, platform)")
  ResponseEntity<?> create(@RequestBody NewWarehouse body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), null), "warehouse.create",
        HttpStatus.CREATED,
        (meta, operationId) -> new CreateWarehouse(
            meta, operationId, Names.optionalId("warehouseId", body.warehouseId()),
            Fields.text("name", body.name(), 200), Objects.requireNonNullElse(body.attributes(), Map.of())));
  }

  @PatchMapping("/{warehouseId}")
  @Operation(summary = "Change a warehouse (OWNER, MANAGER, platform)")
  ResponseEntity<?> update(@PathVariable String warehouseId, @RequestBody WarehouseChange body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "warehouse.update", HttpStatus.OK,
        (meta, operationId) -> new UpdateWarehouse(
            meta, operationId, Names.id("warehouseId", warehouseId), Fields.optionalText("name", body.name(), 200),
            body.active(), body.attributes()));
  }

  @PostMapping("/{warehouseId}/locations")
  @Operation(summary = "Create a location within a warehouse (OWNER, MANAGER, platform)")
  ResponseEntity<?> createLocation(@PathVariable String warehouseId, @RequestBody NewLocation body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), null), "location.create",
        HttpStatus.CREATED,
        (meta, operationId) -> new CreateLocation(
            meta, operationId, Names.id("warehouseId", warehouseId), Names.optionalId("locationId", body.locationId()),
            Fields.optionalText("locationCode", body.locationCode(), 100), body.walkOrder()));
  }

  @PatchMapping("/{warehouseId}/locations/{locationId}")
  @Operation(summary = "Change a location (OWNER, MANAGER, platform)")
  ResponseEntity<?> updateLocation(
      @PathVariable String warehouseId,
      @PathVariable String locationId,
      @RequestBody LocationChange body,
      Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "location.update", HttpStatus.OK,
        (meta, operationId) -> new UpdateLocation(
            meta, operationId, Names.id("warehouseId", warehouseId), Names.id("locationId", locationId),
            Fields.optionalText("locationCode", body.locationCode(), 100), body.active(), body.walkOrder()));
  }

  @GetMapping
  @Operation(summary = "List warehouses")
  ResponseEntity<InventoryList<Warehouse>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast), List.of("warehouses"), WarehousesQuery::new,
        warehouse -> warehouse);
  }

  @GetMapping("/{warehouseId}")
  @Operation(summary = "Show a warehouse with what it holds")
  ResponseEntity<WarehouseOverview> show(
      @PathVariable String warehouseId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    WarehouseQuery query = new WarehouseQuery(reader.tenant(caller, tenantId), warehouseId);
    return reader.one(query, atLeast, ErrorCode.WAREHOUSE_NOT_FOUND, found -> found);
  }

  @GetMapping("/{warehouseId}/locations")
  @Operation(summary = "List a warehouse's locations")
  ResponseEntity<InventoryList<Location>> locations(
      @PathVariable String warehouseId,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast), List.of("locations", warehouseId),
        (tenant, after, most) -> new LocationsQuery(tenant, warehouseId, after, most),
        location -> location);
  }

  @GetMapping("/{warehouseId}/locations/{locationId}/stock")
  @Operation(summary = "List what lies at a location")
  ResponseEntity<InventoryList<StockViews.Place>> stock(
      @PathVariable String warehouseId,
      @PathVariable String locationId,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast), List.of("location", warehouseId, locationId),
        (tenant, after, most) -> new StockQuery(tenant, null, warehouseId, locationId, null, after, most),
        StockViews.Place::of);
  }
}
