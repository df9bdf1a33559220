package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.Command;
import io.tributary.api.json.CreditAmountReader;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Fields;
import io.tributary.credits.ReclaimCredits;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.OperationId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Takes unspent credits back from an application; the counterpart of {@link AllocationController}. */
@RestController
@Tag(name = "Credits")
class ReclaimController {
  /**
   * The body.
   *
   * @param entityId the tenant's root organization when absent
   * @param creditAmount all that can be taken when absent
   * @param operationId the {@code Idempotency-Key} when absent; one of them must be there
   */
  record Request(
      @Nullable String tenantId,
      @Nullable String entityId,
      @Nullable String application,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String reason,
      @Nullable String operationId) {}

  private final CommandAnswers answers;
  private final TenantDoor door;
  private final WalletReader wallets;

  ReclaimController(CommandAnswers answers, TenantDoor door, WalletReader wallets) {
    this.answers = answers;
    this.door = door;
    this.wallets = wallets;
  }

  @PostMapping("/api/admin/credits/reclaim/application")
  @Operation(
      summary = "Take unspent credits back from an application (OWNER, MANAGER, platform)",
      description =
          "The ledger decides what is unspent: neither consumed nor held, of grants in effect that are not filled up again;"
              + " first of those that would burn last. `creditAmount` of the answer is what was taken; soon afterwards it can"
              + " be allocated again.")
  @ApiResponse(responseCode = "200", description = "Reclaimed")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> reclaim(
      @RequestBody Request body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      Position atLeast,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.RECLAIM);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    String entity = Fields.entity("entityId", body.entityId(), tenant);
    String application = Applications.canonical(Fields.text("application", body.application(), 50));
    String reason = Fields.optionalText("reason", body.reason(), 500);
    String operation =
        Fields.text("operationId", body.operationId() == null ? context.idempotencyKey() : body.operationId(), 200);
    wallets.awaitWrites(tenant, entity, application, atLeast);
    Command command =
        new Command(
            tenant, "credits.reclaim", context.userId(), correlation.id(), correlation.traceparent(),
            meta -> new ReclaimCredits(meta, entity, application, body.creditAmount(), reason, operation));
    return answers.to(command, new OperationIds(OperationId.LEDGER, OperationId.RECLAIM, operation), response);
  }
}
