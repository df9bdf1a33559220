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
import io.tributary.inventory.ReceiveTransfer;
import io.tributary.inventory.SendTransfer;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import io.tributary.topologies.inventory.StockTransfer;
import io.tributary.topologies.inventory.TransferQuery;
import io.tributary.topologies.inventory.TransfersQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Goods on their way between warehouses (S1 4.4). */
@RestController
@RequestMapping("/api/v1/stock/transfers")
@Tag(name = "Stock")
class TransfersController {
  /**
   * What is sent.
   *
   * @param transferId made by the platform when absent
   * @param reference the sender's document
   */
  record Dispatch(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable String transferId,
      @Nullable String productId,
      @Nullable String fromWarehouseId,
      @Nullable String fromLocationId,
      @Nullable String toWarehouseId,
      @Nullable String lot,
      @Nullable BigDecimal quantity,
      @Nullable String reference) {}

  /**
   * What has come.
   *
   * @param quantity all that is on its way when absent; more is a surplus
   * @param complete whether what has not come is missing, which ends the transfer; true when absent
   */
  record Arrival(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String locationId,
      @Nullable BigDecimal quantity,
      @Nullable Boolean complete) {}

  /** A transfer. {@code sent} is the sum of {@code arrived}, {@code missing} and {@code inTransit}. */
  record Transfer(
      String transferId,
      String productId,
      String lot,
      String fromWarehouseId,
      String fromLocationId,
      String toWarehouseId,
      BigDecimal sent,
      BigDecimal arrived,
      BigDecimal missing,
      BigDecimal inTransit,
      BigDecimal surplus,
      @Nullable String reference,
      long version,
      Instant createdAt,
      Instant updatedAt) {
    static Transfer of(StockTransfer it) {
      return new Transfer(
          it.transferId(), it.from().productId(), it.from().lot(), it.from().warehouseId(), it.from().locationId(),
          it.toWarehouseId(), it.sent(), it.arrived(), it.missing(), it.inTransit(), it.surplus(), it.reference(),
          it.version(), it.createdAt(), it.updatedAt());
    }
  }

  private final InventoryCommands commands;
  private final InventoryReader reader;

  TransfersController(InventoryCommands commands, InventoryReader reader) {
    this.commands = commands;
    this.reader = reader;
  }

  @PostMapping
  @Operation(
      summary = "Send goods to another warehouse",
      description = "Until they are received they are nobody's to promise, and still of the stock's value.")
  ResponseEntity<?> send(@RequestBody Dispatch body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK,
        new Common(body.tenantId(), body.operationId(), null), "transfer.send", HttpStatus.CREATED,
        (meta, operationId) -> new SendTransfer(
            meta, operationId, Names.optionalId("transferId", body.transferId()),
            Names.id("productId", body.productId()), Names.id("fromWarehouseId", body.fromWarehouseId()),
            Names.id("fromLocationId", body.fromLocationId()), Names.id("toWarehouseId", body.toWarehouseId()),
            Fields.optionalText("lot", body.lot(), 100), Numbers.positive("quantity", body.quantity()),
            Fields.optionalText("reference", body.reference(), 200)));
  }

  @PostMapping("/{transferId}/receive")
  @Operation(
      summary = "Receive what was sent, or some of it",
      description = "What is missing is written off, what is too much is written up; what came serves who waits.")
  ResponseEntity<?> receive(@PathVariable String transferId, @RequestBody Arrival body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK,
        new Common(body.tenantId(), body.operationId(), body.expectedVersion()), "transfer.receive", HttpStatus.OK,
        (meta, operationId) -> new ReceiveTransfer(
            meta, operationId, Names.id("transferId", transferId), Names.id("locationId", body.locationId()),
            Numbers.optionalNotNegative("quantity", body.quantity()),
            Objects.requireNonNullElse(body.complete(), true)));
  }

  @GetMapping
  @Operation(summary = "List transfers, those in transit or ended, from or to a warehouse")
  ResponseEntity<InventoryList<Transfer>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String warehouseId,
      @RequestParam(required = false) @Nullable Boolean inTransit,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("transfers", warehouseId, Objects.toString(inTransit, null)),
        (tenant, after, most) -> new TransfersQuery(tenant, warehouseId, inTransit, after, most),
        Transfer::of);
  }

  @GetMapping("/{transferId}")
  @Operation(summary = "Show a transfer")
  ResponseEntity<Transfer> show(
      @PathVariable String transferId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    TransferQuery query = new TransferQuery(reader.tenant(caller, tenantId), transferId);
    return reader.one(query, atLeast, ErrorCode.TRANSFER_NOT_FOUND, Transfer::of);
  }
}
