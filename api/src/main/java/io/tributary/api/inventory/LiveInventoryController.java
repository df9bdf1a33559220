package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.live.EventStream;
import io.tributary.api.live.TenantChanges;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.topologies.inventory.InventoryBoard;
import io.tributary.topologies.inventory.InventoryBoardQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pushes a tenant's inventory to its page, as it is in the committed state. */
@RestController
@Tag(name = "Stock")
class LiveInventoryController {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final EventStream stream;
  private final InventoryReader reader;
  private final QueryService queries;
  private final TenantChanges changes;

  LiveInventoryController(
      EventStream stream, InventoryReader reader, QueryService queries, TenantChanges changes) {
    this.stream = stream;
    this.reader = reader;
    this.queries = queries;
    this.changes = changes;
  }

  @Operation(
      summary = "Follow a tenant's inventory live, as server-sent events",
      description = "Stock by warehouse (of one, where it is named), what is low, open reservations, the latest movements;"
          + " each a page's worth. Told again when something has changed.")
  @GetMapping(path = "/api/v1/live/inventory", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String warehouseId,
      Caller caller,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    UUID tenant = reader.tenant(caller, tenantId);
    TenantChanges.Watch watch = changes.watch(tenant);
    AtomicReference<@Nullable InventoryBoard> shown = new AtomicReference<>();
    stream.push(response, EVERY, () -> {
      if (!watch.due()) {
        return new LiveInventory(Instant.now(), null);
      }
      InventoryBoard board = queries.ask(new InventoryBoardQuery(tenant, warehouseId), ReadOptions.fresh()).value();
      boolean changed = !board.equals(shown.getAndSet(board));
      return new LiveInventory(Instant.now(), changed ? LiveInventory.Board.of(board) : null);
    });
  }
}
