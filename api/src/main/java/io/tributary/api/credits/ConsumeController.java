package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.Consumption;
import io.tributary.api.requests.Correlation;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Consumes credits: the ledger decides, the caller waits for its committed answer. */
@RestController
@Tag(name = "Credits")
class ConsumeController {
  private final CommandAnswers answers;
  private final TenantDoor door;
  private final WalletReader wallets;
  private final Pricer pricer;

  ConsumeController(CommandAnswers answers, TenantDoor door, WalletReader wallets, Pricer pricer) {
    this.answers = answers;
    this.door = door;
    this.wallets = wallets;
    this.pricer = pricer;
  }

  @PostMapping("/api/credits/consume")
  @Operation(
      summary = "Consume credits of an application's wallet",
      description =
          "Tenant, application, operationCode and operationId identify the operation: sent again it has the same"
              + " outcome. With `Tributary-Position` of an allocation, the decision comes after that allocation."
              + " Without `creditAmount` it costs its price; a repetition has the first outcome, whatever the price is then.")
  @ApiResponse(responseCode = "200", description = "Approved")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> consume(
      @RequestBody ConsumeRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      Position atLeast,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.CONSUME);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    Consumption consumption = body.toConsumption(tenant, pricer, context, correlation);
    wallets.awaitWrites(tenant, consumption.entityId(), consumption.application(), atLeast);
    OperationIds operation =
        new OperationIds(consumption.application(), consumption.operationCode(), consumption.operationId());
    return answers.to(consumption.command(), operation, response);
  }
}
