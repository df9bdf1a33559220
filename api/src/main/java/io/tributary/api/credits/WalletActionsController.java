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
import io.tributary.credits.ResetWallet;
import io.tributary.credits.VoidGrant;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.OperationId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done to a wallet as a whole, or to one of its grants. */
@RestController
@RequestMapping("/api/credits/wallets/{entityId}/{application}")
@Tag(name = "Wallets")
class WalletActionsController {
  /** The body of a voiding; all may be absent. The {@code operationId} is the grant's id then. */
  record VoidRequest(@Nullable String tenantId, @Nullable String operationId) {}

  /**
   * The body of a reset.
   *
   * @param operationId the {@code Idempotency-Key} when absent; one of them must be there, since a reset is no setting
   * @param preserveOverage whether what is owed stays owed; forgiven when absent
   */
  record ResetRequest(
      @Nullable String tenantId, @Nullable String operationId, @Nullable Boolean preserveOverage) {}

  private final CommandAnswers answers;
  private final TenantDoor door;

  WalletActionsController(CommandAnswers answers, TenantDoor door) {
    this.answers = answers;
    this.door = door;
  }

  @PostMapping("/grants/{grantId}/void")
  @Operation(
      summary = "Take a grant back, as far as it is neither spent nor held (OWNER, MANAGER, platform)",
      description = "`creditAmount` of the answer is what was forfeited.")
  @ApiResponse(responseCode = "200", description = "Voided")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> voidGrant(
      @PathVariable String entityId,
      @PathVariable String application,
      @PathVariable String grantId,
      @RequestBody(required = false) @Nullable VoidRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.VOID_GRANT);
    UUID tenant = door.enter(caller, body == null ? null : body.tenantId(), "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    String grant = Fields.text("grantId", grantId, 100);
    String key = body == null || body.operationId() == null ? context.idempotencyKey() : body.operationId();
    String operation = Fields.text("operationId", key == null ? grant : key, 200);
    Command command =
        new Command(
            tenant, "credits.void_grant", context.userId(), correlation.id(), correlation.traceparent(),
            meta -> new VoidGrant(meta, entity, Applications.canonical(application), grant, operation));
    return answers.to(command, new OperationIds(OperationId.LEDGER, OperationId.VOID_GRANT, operation), response);
  }

  @PostMapping("/reset")
  @Operation(
      summary = "End a wallet's usage period: each grant keeps what its rollover allows (platform)",
      description = "`creditAmount` of the answer is the overage that was forgiven.")
  @ApiResponse(responseCode = "200", description = "Reset")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> reset(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestBody ResetRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.RESET_WALLET);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    String operation =
        Fields.text("operationId", body.operationId() == null ? context.idempotencyKey() : body.operationId(), 200);
    boolean preserve = Boolean.TRUE.equals(body.preserveOverage());
    Command command =
        new Command(
            tenant, "credits.reset_wallet", context.userId(), correlation.id(), correlation.traceparent(),
            meta -> new ResetWallet(meta, entity, Applications.canonical(application), preserve, operation));
    return answers.to(command, new OperationIds(OperationId.LEDGER, OperationId.RESET_WALLET, operation), response);
  }
}
