package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.api.requests.Times;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import io.tributary.topologies.inventory.LowStockQuery;
import io.tributary.topologies.inventory.MovementView;
import io.tributary.topologies.inventory.MovementsQuery;
import io.tributary.topologies.inventory.OperationQuery;
import io.tributary.topologies.inventory.Policy;
import io.tributary.topologies.inventory.PolicyQuery;
import io.tributary.topologies.inventory.StockLevelQuery;
import io.tributary.topologies.inventory.StockQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows stock, what is low, and how it came to be. */
@RestController
@RequestMapping("/api/v1/stock")
@Tag(name = "Stock")
class StockController {
  private final InventoryReader reader;

  StockController(InventoryReader reader) {
    this.reader = reader;
  }

  @GetMapping
  @Operation(
      summary = "List what lies where",
      description = "Of a warehouse by location, else by product; all selections may be combined.")
  ResponseEntity<InventoryList<StockViews.Place>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String productId,
      @RequestParam(required = false) @Nullable String warehouseId,
      @RequestParam(required = false) @Nullable String locationId,
      @RequestParam(required = false) @Nullable String lot,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("stock", productId, warehouseId, locationId, lot),
        (tenant, after, most) -> new StockQuery(tenant, productId, warehouseId, locationId, lot, after, most),
        StockViews.Place::of);
  }

  @GetMapping("/products/{productId}")
  @Operation(summary = "Show a product's stock by warehouse and location")
  ResponseEntity<StockViews.Level> level(
      @PathVariable String productId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    StockLevelQuery query = new StockLevelQuery(reader.tenant(caller, tenantId), productId);
    return reader.one(query, atLeast, ErrorCode.PRODUCT_NOT_FOUND, StockViews.Level::of);
  }

  @GetMapping("/low")
  @Operation(summary = "List products at their reorder point or below, and how much to order")
  ResponseEntity<InventoryList<StockViews.Low>> low(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast), List.of("low"), LowStockQuery::new, StockViews.Low::of);
  }

  @GetMapping("/movements")
  @Operation(
      summary = "List movements of stock, newest first",
      description = "By when they became known. `value` is as booked, `worth` as it is by now.")
  ResponseEntity<InventoryList<MovementView>> movements(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String productId,
      @RequestParam(required = false) @Nullable String warehouseId,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Caller caller,
      Position atLeast) {
    Instant first = Times.optional("from", from);
    Instant end = Times.optional("to", to);
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList(
            "movements", productId, warehouseId, type, Objects.toString(first, null), Objects.toString(end, null)),
        (tenant, after, most) ->
            new MovementsQuery(tenant, productId, warehouseId, type, first, end, after, most),
        movement -> movement);
  }

  @GetMapping("/policy")
  @Operation(summary = "Show the tenant's rules of stock")
  ResponseEntity<Policy> policy(
      @RequestParam(required = false) @Nullable String tenantId, Caller caller, Position atLeast) {
    return reader.answer(new PolicyQuery(reader.tenant(caller, tenantId)), atLeast);
  }

  @GetMapping("/operations/{type}")
  @Operation(
      summary = "Show the outcome of an operation of the inventory",
      description = "With the `Tributary-Position` of the 202 answer it waits until the operation is decided.")
  ResponseEntity<InventoryOutcome> operation(
      @PathVariable String type,
      @RequestParam String operationId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    OperationQuery query = new OperationQuery(reader.tenant(caller, tenantId), type, operationId);
    return reader.one(
        query, atLeast, ErrorCode.OPERATION_NOT_FOUND,
        outcome -> InventoryOutcome.of(operationId, outcome, reader.token(atLeast)));
  }
}
