package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.queries.Position;
import io.tributary.topologies.inventory.WorkQueueQuery;
import io.tributary.topologies.inventory.WorkQueueQuery.Queue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a warehouse has to do for orders (S1 4.4), the most urgent first. */
@RestController
@RequestMapping("/api/v1/warehouses/{warehouseId}")
@Tag(name = "Warehouses")
class WorkQueuesController {
  private final InventoryReader reader;

  WorkQueuesController(InventoryReader reader) {
    this.reader = reader;
  }

  @GetMapping("/picking-queue")
  @Operation(summary = "List what is to be picked, order by order: by priority, promised date, age")
  ResponseEntity<InventoryList<WorkQueueQuery.Item>> picking(
      @PathVariable String warehouseId,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return queue(Queue.PICKING, warehouseId, new Ask(caller, tenantId, limit, cursor, atLeast));
  }

  @GetMapping("/shipping-queue")
  @Operation(summary = "List what is picked or packed and has not left, order by order: by priority, promised date, age")
  ResponseEntity<InventoryList<WorkQueueQuery.Item>> shipping(
      @PathVariable String warehouseId,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return queue(Queue.SHIPPING, warehouseId, new Ask(caller, tenantId, limit, cursor, atLeast));
  }

  private ResponseEntity<InventoryList<WorkQueueQuery.Item>> queue(Queue queue, String warehouseId, Ask ask) {
    return reader.list(
        ask, List.of("queue", queue.name(), warehouseId),
        (tenant, after, most) -> new WorkQueueQuery(tenant, queue, warehouseId, after, most),
        item -> item);
  }
}
