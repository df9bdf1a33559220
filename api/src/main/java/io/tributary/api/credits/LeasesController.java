package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.Command;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Request;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CloseLease;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import io.tributary.topologies.credits.OperationId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leases: credits that an application spends by itself while it can't reach the platform, and settles afterwards. */
@RestController
@RequestMapping("/api/credits/leases")
@Tag(name = "Leases")
class LeasesController {
  /**
   * The body of late consumptions.
   *
   * @param operations 1 to 1,000, as of a batch; {@code occurredAt} says when each was made
   */
  record ConsumptionsRequest(@Nullable String tenantId, @Nullable List<@Nullable BatchItem> operations) {}

  private final CommandAnswers answers;
  private final BatchAnswers batches;
  private final TenantDoor door;
  private final WalletReader wallets;

  LeasesController(CommandAnswers answers, BatchAnswers batches, TenantDoor door, WalletReader wallets) {
    this.answers = answers;
    this.batches = batches;
    this.door = door;
    this.wallets = wallets;
  }

  @PostMapping
  @Operation(
      summary = "Take a lease: credits to be spent while the platform can't be reached",
      description =
          "Holds up to `creditAmount` of what is left, never of the overdraft; `creditAmount` of the answer is what the"
              + " lease has. It may be spent until `expiresAt`; what was spent is taken until `settleBy`, when the rest"
              + " is given back.")
  @ApiResponse(responseCode = "200", description = "Taken; `leaseId` names it")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> take(
      @RequestBody LeaseRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      Position atLeast,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    Command command = body.toCommand(tenant, context, correlation);
    wallets.awaitWrites(
        tenant, Fields.entity("entityId", body.entityId(), tenant), body.canonicalApplication(), atLeast);
    return answers.to(
        command, new OperationIds(OperationId.LEDGER, OperationId.TAKE_LEASE, body.operation(context)), response);
  }

  @PostMapping("/{leaseId}/consumptions")
  @Operation(
      summary = "Tell what was spent of a lease, up to 1,000 consumptions at once",
      description =
          "Each under the `operationId` that it would have had directly: one that was decided before, directly or by a"
              + " lease, has its recorded outcome and is not charged again. `occurredAt` must lie before the lease's"
              + " `expiresAt`; without it the consumption is made now. What a lease refuses (`lease_expired`,"
              + " `lease_ended`, `exceeds_lease`, `lease_not_found`) does not use its id up.")
  @ApiResponse(responseCode = "200", description = "Decided; an outcome for each operation, in their order")
  @ApiResponse(responseCode = "202", description = "Not decided in time; send the same operations again")
  ResponseEntity<?> consume(
      @PathVariable String leaseId,
      @RequestBody ConsumptionsRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation) {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    String lease = Fields.text("leaseId", leaseId, 100);
    List<BatchOperation> operations =
        BatchAnswers.operations(
            Fields.required("operations", body.operations()), item -> item.toOperation(tenant, lease));
    return batches.to(tenant, context, correlation, false, operations);
  }

  @DeleteMapping("/{leaseId}")
  @Operation(
      summary = "Close a lease: give back what is left of it",
      description = "Tell what was spent of it before; repeated it has the same outcome.")
  @ApiResponse(responseCode = "200", description = "Closed")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> close(
      @PathVariable String leaseId, @RequestParam(required = false) @Nullable String tenantId, Request by) {
    AccessRules.require(by.caller(), Action.CONSUME);
    UUID tenant = door.enter(by.caller(), tenantId, "tenantId");
    String lease = Fields.text("leaseId", leaseId, 100);
    return answers.end(
        by, tenant, "credits.close_lease", OperationId.CLOSE_LEASE, lease, null,
        (meta, operation) -> new CloseLease(meta, lease, operation));
  }
}
