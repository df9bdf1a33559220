package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.Applications;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.credits.LeaseQuery;
import io.tributary.topologies.credits.LeaseView;
import io.tributary.topologies.credits.LeasesQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows leases, as the ledger has them. */
@RestController
@Tag(name = "Leases")
class LeaseReadsController {
  /**
   * A lease.
   *
   * @param status {@code open} or {@code ended}
   * @param left credits, as far as its holder has told what it spent
   * @param settleBy absent once it has ended
   */
  record Lease(
      String leaseId,
      String entityId,
      String application,
      String status,
      long left,
      Instant takenAt,
      Instant expiresAt,
      @Nullable Instant settleBy) {
    static Lease of(LeaseView view) {
      return new Lease(
          view.leaseId(), view.entityId(), view.application(), view.open() ? "open" : "ended", view.left(),
          view.takenAt(), view.expiresAt(), view.settleBy());
    }
  }

  private final QueryService queries;
  private final WalletViews views;
  private final TenantDoor door;
  private final Positions positions;

  LeaseReadsController(QueryService queries, WalletViews views, TenantDoor door, Positions positions) {
    this.queries = queries;
    this.views = views;
    this.door = door;
    this.positions = positions;
  }

  @GetMapping("/api/credits/leases/{leaseId}")
  @Operation(summary = "Show a lease, also an ended one as long as it is remembered")
  ResponseEntity<Lease> show(
      @PathVariable String leaseId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    Answer<Optional<LeaseView>> answer =
        queries.ask(new LeaseQuery(tenant, Fields.text("leaseId", leaseId, 100)), ReadOptions.after(atLeast));
    LeaseView lease =
        answer
            .value()
            .orElseThrow(
                () -> new ProblemException(ErrorCode.LEASE_NOT_FOUND, "no lease with this id is open or remembered"));
    return positions.answer(HttpStatus.OK, answer.position()).body(Lease.of(lease));
  }

  @GetMapping("/api/credits/wallets/{entityId}/{application}/leases")
  @Operation(
      summary = "List the open leases, the oldest first",
      description = "They come as one part: `next` is always null.")
  ResponseEntity<WalletViews.Part<Lease>> open(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    Answer<List<LeaseView>> answer =
        queries.ask(
            new LeasesQuery(
                tenant, Fields.entity("entityId", entityId, tenant), Applications.canonical(application)),
            ReadOptions.after(atLeast));
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(views.part(answer.value().stream().map(Lease::of).toList(), null, answer));
  }
}
