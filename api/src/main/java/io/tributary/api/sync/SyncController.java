package io.tributary.api.sync;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Positions;
import io.tributary.outbox.Prices;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.directory.TenantSnapshot;
import io.tributary.topologies.directory.TenantSnapshotQuery;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives an application all that it needs to know of a tenant on first contact (S0, lazy loading). */
@RestController
@Tag(name = "Sync")
class SyncController {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final QueryService queries;
  private final SyncViews views;
  private final TenantDoor door;
  private final Positions positions;
  private final Prices prices;

  SyncController(
      QueryService queries, SyncViews views, TenantDoor door, Positions positions, Prices prices) {
    this.queries = queries;
    this.views = views;
    this.door = door;
    this.positions = positions;
    this.prices = prices;
  }

  /** A copy may come from a standby, which says its lag in the headers: the body has S0's shape and nothing else. */
  @GetMapping("/api/sync/tenant/{tenantId}")
  @Operation(summary = "Copy a tenant: its users, roles, permissions, credit configurations and settings")
  ResponseEntity<SyncView> tenant(@PathVariable String tenantId, Caller caller, Position atLeast) {
    UUID tenant = door.enterPath(caller, tenantId);
    Answer<Optional<TenantSnapshot>> answer =
        queries.ask(new TenantSnapshotQuery(tenant), new ReadOptions(atLeast, PATIENCE, true));
    // Postgres has let it in, so the directory is only behind.
    TenantSnapshot snapshot =
        answer
            .value()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.POSITION_NOT_REACHED, "the directory does not have this tenant yet"));
    return positions
        .answer(HttpStatus.OK, answer.position())
        .header("Tributary-Served-By", answer.role().name().toLowerCase(Locale.ROOT))
        .header("Tributary-Lag", Long.toString(answer.lag()))
        .body(views.of(tenant, snapshot, prices.of(door.tenant(tenant))));
  }
}
