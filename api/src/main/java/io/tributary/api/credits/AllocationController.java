package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.outbox.Allocation;
import io.tributary.outbox.CreditFunding;
import io.tributary.outbox.NewAllocation;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.WalletView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Allocates funded credits to an application, with S0's path and field names. */
@RestController
@Tag(name = "Credits")
class AllocationController {
  /** The body; {@code sourceEntityId} defaults to the tenant's root organization. */
  record Request(
      @Nullable String tenantId,
      @Nullable String sourceEntityId,
      @Nullable String targetApplication,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String allocationPurpose,
      @Nullable TermsRequest terms) {}

  /**
   * The answer.
   *
   * @param unallocated what the entity has left to allocate
   * @param applied whether the ledger has it already; then {@code balance} is the wallet's
   */
  record Result(
      String allocationId,
      String tenantId,
      String sourceEntityId,
      String targetApplication,
      long creditAmount,
      @Nullable String allocationPurpose,
      @Nullable TermsView terms,
      long unallocated,
      boolean applied,
      @Nullable Long balance,
      Instant createdAt,
      String position) {}

  private final CreditFunding funding;
  private final TenantDoor door;
  private final WalletReader wallets;
  private final Positions positions;

  AllocationController(CreditFunding funding, TenantDoor door, WalletReader wallets, Positions positions) {
    this.funding = funding;
    this.door = door;
    this.wallets = wallets;
    this.positions = positions;
  }

  @PostMapping("/api/admin/credits/allocate/application")
  @Operation(
      summary = "Allocate funded credits to an application (OWNER, MANAGER, platform)",
      description =
          "Committed when it answers. It waits up to two seconds for the ledger, so that a consumption right after it"
              + " finds the credits; `applied` says whether that was in time. With `terms` the credits are a grant that may"
              + " begin later, expire, recur, and burn before or after others; only its first period is taken from the"
              + " entity's funds.")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Result> allocate(@RequestBody Request body, Caller caller, WriteContext context) {
    AccessRules.require(caller, Action.ALLOCATE);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    String entity = Fields.entity("sourceEntityId", body.sourceEntityId(), tenant);
    String application =
        Applications.canonical(
            Fields.text("targetApplication", body.targetApplication(), 50), "targetApplication");
    if (body.terms() != null) {
      wallets.requireRoomForGrant(tenant, entity, application);
    }
    Written<Allocation> written =
        funding.allocate(
            tenant,
            new NewAllocation(
                entity,
                application,
                Fields.required("creditAmount", body.creditAmount()),
                Fields.optionalText("allocationPurpose", body.allocationPurpose(), 500),
                body.terms() == null ? null : body.terms().toTerms()),
            context);
    Allocation made = written.value();
    Optional<Answer<Optional<WalletView>>> applied =
        wallets.applied(tenant, made.entityId(), made.application(), Positions.of(written));
    Position position = applied.map(Answer::position).orElse(Position.none()).merge(Positions.of(written));
    return positions
        .written(HttpStatus.CREATED, written)
        .body(result(made, applied.flatMap(Answer::value), positions.token(position)));
  }

  private static Result result(Allocation made, Optional<WalletView> wallet, String position) {
    return new Result(
        made.allocationId().toString(),
        made.tenantId().toString(),
        made.entityId(),
        made.application(),
        made.amount(),
        made.purpose(),
        TermsView.of(made.terms()),
        made.unallocated(),
        wallet.isPresent(),
        wallet.map(WalletView::balance).orElse(null),
        made.createdAt(),
        position);
  }
}
