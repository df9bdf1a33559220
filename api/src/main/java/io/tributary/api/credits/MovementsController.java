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
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.TransferCredits;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.OperationId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Moves credits back to where they were spent from, and between wallets. */
@RestController
@Tag(name = "Credits")
class MovementsController {
  /**
   * The body of a reversal.
   *
   * @param application of the consumption; with {@code operationCode} and the path's id what identifies it
   * @param creditAmount up to what is not reversed yet; all of that when absent
   * @param operationId of the reversal; the {@code Idempotency-Key} when absent
   */
  record ReverseRequest(
      @Nullable String tenantId,
      @Nullable String application,
      @Nullable String operationCode,
      @Nullable String operationType,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String operationId) {}

  /** A wallet of the tenant; {@code entityId} is the root organization's when absent. */
  record Wallet(@Nullable String entityId, @Nullable String application) {}

  /**
   * The body of a transfer.
   *
   * @param operationId of the transfer; the {@code Idempotency-Key} when absent
   */
  record TransferRequest(
      @Nullable String tenantId,
      @Nullable Wallet from,
      @Nullable Wallet to,
      @JsonDeserialize(using = CreditAmountReader.class) @Nullable Long creditAmount,
      @Nullable String operationId) {}

  private final CommandAnswers answers;
  private final TenantDoor door;
  private final WalletReader wallets;

  MovementsController(CommandAnswers answers, TenantDoor door, WalletReader wallets) {
    this.answers = answers;
    this.door = door;
    this.wallets = wallets;
  }

  @PostMapping("/api/credits/consume/{operationId}/reverse")
  @Operation(
      summary = "Give back what a consumption, or a posted hold, spent (OWNER, MANAGER, platform)",
      description =
          "The grants that it burned get their credits back, the last first; what would come back to a grant or period"
              + " that is over is forfeited. Never more than was consumed.")
  @ApiResponse(responseCode = "200", description = "Reversed")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> reverse(
      @PathVariable("operationId") String consumptionId,
      @RequestBody ReverseRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.REVERSE);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    String application = Applications.canonical(Fields.text("application", body.application(), 50), "application");
    String code = Fields.operation(body.operationCode(), body.operationType());
    String consumption = Fields.text("operationId", consumptionId, 200);
    String own = ownId(body.operationId(), context);
    Command command =
        new Command(
            tenant, "credits.reverse", context.userId(), correlation.id(), correlation.traceparent(),
            meta -> new ReverseConsumption(meta, application, code, consumption, body.creditAmount(), own));
    return answers.to(command, new OperationIds(OperationId.LEDGER, OperationId.REVERSE, own), response);
  }

  @PostMapping("/api/credits/transfers")
  @Operation(
      summary = "Move available credits to another wallet of the tenant (OWNER, MANAGER, platform)",
      description =
          "Both wallets change or none. The credits keep kind, priority, expiry and cost basis of the grants that they"
              + " are of; `balance` is the sender's.")
  @ApiResponse(responseCode = "200", description = "Moved")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> transfer(
      @RequestBody TransferRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      Position atLeast,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.TRANSFER);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    Wallet from = wallet("from", body.from(), tenant);
    Wallet to = wallet("to", body.to(), tenant);
    if (from.equals(to)) {
      throw Fields.invalid("to", "credits can only be transferred to another wallet");
    }
    long amount = Fields.required("creditAmount", body.creditAmount());
    String own = ownId(body.operationId(), context);
    wallets.awaitWrites(tenant, from.entityId(), from.application(), atLeast);
    Command command =
        new Command(
            tenant, "credits.transfer", context.userId(), correlation.id(), correlation.traceparent(),
            meta ->
                new TransferCredits(
                    meta, from.entityId(), from.application(), to.entityId(), to.application(), amount, own));
    return answers.to(command, new OperationIds(OperationId.LEDGER, OperationId.TRANSFER, own), response);
  }

  private static Wallet wallet(String field, @Nullable Wallet given, UUID tenant) {
    Wallet wallet = Fields.required(field, given);
    String application = field + ".application";
    return new Wallet(
        Fields.entity(field + ".entityId", wallet.entityId(), tenant),
        Applications.canonical(Fields.text(application, wallet.application(), 50), application));
  }

  /** What moves credits once more when it is repeated must say what it is. */
  private static String ownId(@Nullable String given, WriteContext context) {
    return Fields.text("operationId", given == null ? context.idempotencyKey() : given, 200);
  }
}
