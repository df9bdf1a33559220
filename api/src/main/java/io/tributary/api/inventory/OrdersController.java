package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.api.inventory.OrderRequests.Cancellation;
import io.tributary.api.inventory.OrderRequests.NewOrder;
import io.tributary.api.inventory.OrderRequests.Work;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Request;
import io.tributary.inventory.CancelOrder;
import io.tributary.inventory.Pack;
import io.tributary.inventory.Ship;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import io.tributary.topologies.inventory.Order;
import io.tributary.topologies.inventory.OrderQuery;
import io.tributary.topologies.inventory.OrderStep;
import io.tributary.topologies.inventory.OrderStepsQuery;
import io.tributary.topologies.inventory.OrdersQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/** Orders, and the warehouses' work on them (S1 4.4, 4.5); always fresh (SPEC D7). */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders")
class OrdersController {
  private final InventoryCommands commands;
  private final InventoryReader reader;

  OrdersController(InventoryCommands commands, InventoryReader reader) {
    this.commands = commands;
    this.reader = reader;
  }

  @PostMapping
  @Operation(
      summary = "Place an order",
      description =
          "Its goods are reserved in the same decision, from any warehouse where a line names none: all or nothing, or with"
              + " `partial` what there is; the rest then waits for the next receipt.")
  ResponseEntity<?> place(@RequestBody NewOrder body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "order.place",
        HttpStatus.CREATED, body::command);
  }

  @PostMapping("/{orderId}/pick")
  @Operation(
      summary = "Pick reserved goods: all, those in a warehouse, or some lines",
      description = "They leave their places for the order's own, `~` and its id, until they are shipped or go back. What a line tells as"
              + " `missing`, with a `reason`, is written off where it was reserved; the line is reserved anew from other places,"
              + " or waits.")
  ResponseEntity<?> pick(@PathVariable String orderId, @RequestBody Work body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "order.pick", HttpStatus.OK,
        (meta, operationId) -> body.pick(meta, operationId, orderId));
  }

  @PostMapping("/{orderId}/pack")
  @Operation(summary = "Pack picked goods: all, those in a warehouse, or some lines")
  ResponseEntity<?> pack(@PathVariable String orderId, @RequestBody Work body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "order.pack", HttpStatus.OK,
        (meta, operationId) -> new Pack(
            meta, operationId, Names.id("orderId", orderId), body.warehouse(), body.found()));
  }

  @PostMapping("/{orderId}/ship")
  @Operation(
      summary = "Ship packed goods: all, those in a warehouse, or some lines",
      description = "They leave the stock; each warehouse makes a shipment of its own.")
  ResponseEntity<?> ship(@PathVariable String orderId, @RequestBody Work body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "order.ship", HttpStatus.OK,
        (meta, operationId) -> new Ship(
            meta, operationId, Names.id("orderId", orderId), body.warehouse(), body.found(),
            Fields.optionalText("carrier", body.carrier(), 100),
            Fields.optionalText("trackingNumber", body.trackingNumber(), 100)));
  }

  @PostMapping("/{orderId}/cancel")
  @Operation(
      summary = "Cancel an order",
      description =
          "What has not left is given up: reservations end, picked goods go back to their places. What has left, has left.")
  ResponseEntity<?> cancel(@PathVariable String orderId, @RequestBody Cancellation body, Request by) {
    return commands.send(
        by, Action.MOVE_STOCK, body.common(), "order.cancel", HttpStatus.OK,
        (meta, operationId) -> new CancelOrder(
            meta, operationId, Names.id("orderId", orderId), Fields.optionalText("reason", body.reason(), 200)));
  }

  @GetMapping
  @Operation(
      summary = "List orders",
      description = "`sort` is `newest`, or `urgent`: those that have not ended, by priority, promised date and age.")
  ResponseEntity<InventoryList<OrderView>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String warehouseId,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String sort,
      Caller caller,
      Position atLeast) {
    Order.Status wanted =
        status == null ? null : Fields.choice("status", status.toLowerCase(Locale.ROOT), Order.Status.class);
    boolean urgent = sort != null && Fields.choice("sort", sort, Sort.class) == Sort.URGENT;
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("orders", status, warehouseId, customerId, sort),
        (tenant, after, most) -> new OrdersQuery(tenant, wanted, warehouseId, customerId, urgent, after, most),
        OrderView::of);
  }

  @GetMapping("/{orderId}")
  @Operation(summary = "Show an order, open or ended")
  ResponseEntity<OrderView> show(
      @PathVariable String orderId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    OrderQuery query = new OrderQuery(reader.tenant(caller, tenantId), orderId);
    return reader.one(query, atLeast, ErrorCode.ORDER_NOT_FOUND, OrderView::of);
  }

  @GetMapping("/{orderId}/history")
  @Operation(summary = "List an order's steps, the first one first: what, when, why, and which goods")
  ResponseEntity<InventoryList<OrderStep>> history(
      @PathVariable String orderId,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast), List.of("order", orderId),
        (tenant, after, most) -> new OrderStepsQuery(tenant, orderId, after, most),
        step -> step);
  }

  private enum Sort {
    NEWEST,
    URGENT
  }
}
