package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Action;
import io.tributary.api.inventory.InventoryCommands.Common;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Request;
import io.tributary.api.requests.Times;
import io.tributary.inventory.AdjustInventory;
import io.tributary.inventory.AdjustStock;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.PutAway;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.RecountInventory;
import io.tributary.inventory.SetInventoryPolicy;
import io.tributary.inventory.TransferStock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What moves and corrects stock (S1 4.4, 4.5). */
@RestController
@RequestMapping("/api/v1/stock")
@Tag(name = "Stock")
class MovesController {
  private static final int MAX_KEPT_DAYS = 36_500;

  /**
   * Goods at a place.
   *
   * @param lot or serial number, where the product has them
   * @param quantity of an adjustment the change, which may be negative
   * @param counted of a recount only: what is there
   * @param unit of the product that the quantity is in; its stock unit when absent
   * @param unitCost of what comes in, per stock unit whatever {@code unit} is
   * @param occurredAt when it happened, where that was earlier: a moment with its offset, or a date; not of a recount
   * @param expiresAt of the lot that is received
   * @param reference of a receipt or issue: the caller's document
   * @param reason of an adjustment or recount
   */
  record Move(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String productId,
      @Nullable String warehouseId,
      @Nullable String locationId,
      @Nullable String lot,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal counted,
      @Nullable String unit,
      @Nullable BigDecimal unitCost,
      @Nullable Instant expiresAt,
      @Nullable String reference,
      @Nullable String reason,
      @Nullable String occurredAt) {
    Common common() {
      return new Common(tenantId, operationId, expectedVersion);
    }

    String product() {
      return Names.id("productId", productId);
    }

    String warehouse() {
      return Names.id("warehouseId", warehouseId);
    }

    String location() {
      return Names.id("locationId", locationId);
    }

    @Nullable String measure() {
      return Fields.optionalText("unit", unit, 20);
    }

    @Nullable Instant date() {
      return Times.optional("occurredAt", occurredAt);
    }

    @Nullable String lotOrSerial() {
      return Fields.optionalText("lot", lot, 100);
    }
  }

  /**
   * Goods from place to place.
   *
   * @param toWarehouseId the same warehouse when absent
   * @param unit of the product that the quantity is in; its stock unit when absent
   */
  record Transfer(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String productId,
      @Nullable String fromWarehouseId,
      @Nullable String fromLocationId,
      @Nullable String toWarehouseId,
      @Nullable String toLocationId,
      @Nullable String lot,
      @Nullable BigDecimal quantity,
      @Nullable String unit) {}

  /**
   * The tenant's rules of stock, all of them.
   *
   * @param allowNegative whether stock may be taken and reserved that is not there
   * @param keepValuationDays how long what stock was worth is kept by date, 1 to 36,500; for ever when absent
   */
  record StockPolicy(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable Boolean allowNegative,
      @Nullable Integer keepValuationDays) {
    @Nullable Integer keptDays() {
      if (keepValuationDays != null && (keepValuationDays < 1 || keepValuationDays > MAX_KEPT_DAYS)) {
        throw Fields.invalid("keepValuationDays", "keepValuationDays must be 1 to " + MAX_KEPT_DAYS);
      }
      return keepValuationDays;
    }
  }

  private final InventoryCommands commands;

  MovesController(InventoryCommands commands) {
    this.commands = commands;
  }

  @PostMapping("/receive")
  @Operation(
      summary = "Receive goods",
      description = "What waits for them is reserved at once. Goods that came earlier (`occurredAt`) change what later"
          + " movements are worth: `/api/v1/stock/revaluations` tells how.")
  ResponseEntity<?> receive(@RequestBody Move body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "goods.receive", HttpStatus.OK,
        (meta, operationId) -> new ReceiveGoods(
            meta, operationId, body.product(), body.warehouse(), body.location(), body.lotOrSerial(),
            Numbers.positive("quantity", body.quantity()), Numbers.optionalNotNegative("unitCost", body.unitCost()),
            body.expiresAt() == null ? null : body.expiresAt().truncatedTo(ChronoUnit.MILLIS),
            Fields.optionalText("reference", body.reference(), 200), body.measure(), body.date()));
  }

  @PostMapping("/put-away")
  @Operation(summary = "Put goods away: from one location of a warehouse to another")
  ResponseEntity<?> putAway(@RequestBody Transfer body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "stock.put_away", HttpStatus.OK,
        (meta, operationId) -> new PutAway(
            meta, operationId, Names.id("productId", body.productId()),
            Names.id("fromWarehouseId", body.fromWarehouseId()), Names.id("fromLocationId", body.fromLocationId()),
            Names.id("toLocationId", body.toLocationId()), Fields.optionalText("lot", body.lot(), 100),
            Numbers.positive("quantity", body.quantity()), Fields.optionalText("unit", body.unit(), 20)));
  }

  @PostMapping("/transfer")
  @Operation(summary = "Transfer goods between locations, of the same or another warehouse")
  ResponseEntity<?> transfer(@RequestBody Transfer body, Request by) {
    String to = body.toWarehouseId() == null ? body.fromWarehouseId() : body.toWarehouseId();
    return commands.send(
        by, Action.MOVE_STOCK, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "stock.transfer", HttpStatus.OK,
        (meta, operationId) -> new TransferStock(
            meta, operationId, Names.id("productId", body.productId()),
            Names.id("fromWarehouseId", body.fromWarehouseId()), Names.id("fromLocationId", body.fromLocationId()),
            Names.id("toWarehouseId", to), Names.id("toLocationId", body.toLocationId()),
            Fields.optionalText("lot", body.lot(), 100), Numbers.positive("quantity", body.quantity()),
            Fields.optionalText("unit", body.unit(), 20)));
  }

  @PostMapping("/issue")
  @Operation(summary = "Issue goods that nobody reserved")
  ResponseEntity<?> issue(@RequestBody Move body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "stock.issue", HttpStatus.OK,
        (meta, operationId) -> new IssueStock(
            meta, operationId, body.product(), body.warehouse(), body.location(), body.lotOrSerial(),
            Numbers.positive("quantity", body.quantity()), Fields.optionalText("reference", body.reference(), 200),
            body.measure(), body.date()));
  }

  @PostMapping("/adjust")
  @Operation(summary = "Adjust what lies at a place: the warehouse's word (OWNER, MANAGER, platform)")
  ResponseEntity<?> adjust(@RequestBody Move body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, body.common(), "stock.adjust", HttpStatus.OK,
        (meta, operationId) -> new AdjustStock(
            meta, operationId, body.product(), body.warehouse(), body.location(), body.lotOrSerial(),
            Numbers.required("quantity", body.quantity()), Fields.text("reason", body.reason(), 200),
            Numbers.optionalNotNegative("unitCost", body.unitCost()), body.measure(), body.date()));
  }

  @PostMapping("/adjust-inventory")
  @Operation(
      summary = "Adjust a product's stock: the inventory's word (OWNER, MANAGER, platform)",
      description = "Passed on to the warehouse, which owns quantities: StockAdjusted, then InventoryAdjusted.")
  ResponseEntity<?> adjustInventory(@RequestBody Move body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, body.common(), "inventory.adjust", HttpStatus.OK,
        (meta, operationId) -> new AdjustInventory(
            meta, operationId, body.product(), body.warehouse(), body.location(), body.lotOrSerial(),
            Numbers.required("quantity", body.quantity()), Fields.text("reason", body.reason(), 200),
            Numbers.optionalNotNegative("unitCost", body.unitCost()), body.measure(), body.date()));
  }

  @PostMapping("/recount")
  @Operation(summary = "Tell what was counted at a place (OWNER, MANAGER, platform)")
  ResponseEntity<?> recount(@RequestBody Move body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, body.common(), "inventory.recount", HttpStatus.OK,
        (meta, operationId) -> new RecountInventory(
            meta, operationId, body.product(), body.warehouse(), body.location(), body.lotOrSerial(),
            Numbers.notNegative("counted", body.counted()), Fields.optionalText("reason", body.reason(), 200),
            body.measure()));
  }

  @PutMapping("/policy")
  @Operation(summary = "Set the tenant's rules of stock (OWNER, MANAGER, platform)")
  ResponseEntity<?> policy(@RequestBody StockPolicy body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "inventory.set_policy", HttpStatus.OK,
        (meta, operationId) ->
            new SetInventoryPolicy(
                meta, operationId, Fields.required("allowNegative", body.allowNegative()), body.keptDays()));
  }
}
