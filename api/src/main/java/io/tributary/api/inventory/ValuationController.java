package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.api.requests.Times;
import io.tributary.queries.Position;
import io.tributary.topologies.inventory.RevaluationQuery;
import io.tributary.topologies.inventory.RevaluationView;
import io.tributary.topologies.inventory.RevaluationsQuery;
import io.tributary.topologies.inventory.ValuationQuery;
import io.tributary.topologies.inventory.ValuationView;
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

/** Shows what stock is worth, was worth, and how that changed when something earlier became known. */
@RestController
@RequestMapping("/api/v1/stock")
@Tag(name = "Stock")
class ValuationController {
  private final InventoryReader reader;

  ValuationController(InventoryReader reader) {
    this.reader = reader;
  }

  @GetMapping("/valuation")
  @Operation(
      summary = "List what the stock of each product is worth, by FIFO, moving average or standard cost",
      description =
          "With `at`, a moment with its offset or a date, what it was worth then: all that had happened by then counts, also"
              + " what became known later. `revaluing` tells that later movements are still being valued anew.")
  ResponseEntity<InventoryList<ValuationView>> valuation(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String productId,
      @RequestParam(required = false) @Nullable String at,
      Caller caller,
      Position atLeast) {
    Instant moment = Times.optional("at", at);
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("valuation", productId, Objects.toString(moment, null)),
        (tenant, after, most) -> new ValuationQuery(tenant, productId, moment, after, most),
        valuation -> valuation);
  }

  @GetMapping("/revaluations")
  @Operation(
      summary = "List what was valued anew since movements became known late, by product, newest first",
      description = "A report for each of them; its lines are at `/products/{productId}/revaluations/{revaluation}`.")
  ResponseEntity<InventoryList<RevaluationView>> revaluations(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String productId,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("revaluations", productId),
        (tenant, after, most) -> new RevaluationsQuery(tenant, productId, after, most),
        revaluation -> revaluation);
  }

  @GetMapping("/products/{productId}/revaluations/{revaluation}")
  @Operation(summary = "List the movements that a revaluation changed, each with its value before and after")
  ResponseEntity<InventoryList<RevaluationView.Line>> lines(
      @PathVariable String productId,
      @PathVariable long revaluation,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        List.of("revaluation", productId, Long.toString(revaluation)),
        (tenant, after, most) -> new RevaluationQuery(tenant, productId, revaluation, after, most),
        line -> line);
  }
}
