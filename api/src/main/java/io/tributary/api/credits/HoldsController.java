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
import io.tributary.api.requests.Request;
import io.tributary.credits.PostHold;
import io.tributary.credits.VoidHold;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
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
import tools.jackson.databind.annotation.JsonDeserialize;

/** Reserves credits for operations whose cost is not known yet, and ends such holds. */
@RestController
@RequestMapping("/api/credits/holds")
@Tag(name = "Holds")
class HoldsController {
  /**
   * The body of a posting; all may be absent.
   *
   * @param creditAmount what the operation cost, up to the hold; all of it when absent
   * @param operationId of the posting; else the {@code Idempotency-Key}, else the hold's id
   */
  record PostRequest(
      @Nullable String tenantId,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String operationId) {}

  /** The body of a voiding; all may be absent, as of a posting. */
  record VoidRequest(@Nullable String tenantId, @Nullable String operationId) {}

  private final CommandAnswers answers;
  private final TenantDoor door;
  private final WalletReader wallets;

  HoldsController(CommandAnswers answers, TenantDoor door, WalletReader wallets) {
    this.answers = answers;
    this.door = door;
    this.wallets = wallets;
  }

  @PostMapping
  @Operation(
      summary = "Hold credits of an application's wallet",
      description =
          "Reserves credits on the very grants that they will burn. The operation is identified as a consumption's; the"
              + " hold stands until it is posted, voided or expired.")
  @ApiResponse(responseCode = "200", description = "Held; `holdId` names it")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> place(
      @RequestBody HoldRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      Position atLeast,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    Command command = body.toCommand(tenant, context, correlation);
    OperationIds operation = body.operation(context);
    wallets.awaitWrites(
        tenant, Fields.entity("entityId", body.entityId(), tenant), operation.application(), atLeast);
    return answers.to(command, operation, response);
  }

  @PostMapping("/{holdId}/post")
  @Operation(
      summary = "Spend of a hold and give the rest back",
      description = "Repeated with the same content it has the same outcome; a hold can be ended once.")
  @ApiResponse(responseCode = "200", description = "Posted")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> post(
      @PathVariable String holdId, @RequestBody(required = false) @Nullable PostRequest body, Request by) {
    AccessRules.require(by.caller(), Action.CONSUME);
    UUID tenant = door.enter(by.caller(), body == null ? null : body.tenantId(), "tenantId");
    String hold = Fields.text("holdId", holdId, 100);
    Long amount = body == null ? null : body.creditAmount();
    return answers.end(
        by, tenant, "credits.post_hold", OperationId.POST_HOLD, hold, body == null ? null : body.operationId(),
        (meta, operation) -> new PostHold(meta, hold, operation, amount));
  }

  @PostMapping("/{holdId}/void")
  @Operation(summary = "Give all of a hold back", description = "Repeated it has the same outcome.")
  @ApiResponse(responseCode = "200", description = "Voided")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> voidHold(
      @PathVariable String holdId, @RequestBody(required = false) @Nullable VoidRequest body, Request by) {
    AccessRules.require(by.caller(), Action.CONSUME);
    UUID tenant = door.enter(by.caller(), body == null ? null : body.tenantId(), "tenantId");
    String hold = Fields.text("holdId", holdId, 100);
    return answers.end(
        by, tenant, "credits.void_hold", OperationId.VOID_HOLD, hold, body == null ? null : body.operationId(),
        (meta, operation) -> new VoidHold(meta, hold, operation));
  }
}
