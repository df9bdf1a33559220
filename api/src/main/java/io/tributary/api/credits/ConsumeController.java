package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Consumption;
import io.tributary.api.commands.Decided;
import io.tributary.api.requests.Correlation;
import io.tributary.api.requests.Positions;
import io.tributary.credits.Decision;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Consumes credits: the ledger decides, the caller waits for its committed answer. */
@RestController
@Tag(name = "Credits")
class ConsumeController {
  /** The answer when the decision did not come in time; {@code operation} is where to ask for it. */
  record Pending(String status, String operation, String operationCode, String operationId, @Nullable String position) {}

  private final CommandGateway gateway;
  private final TenantDoor door;
  private final WalletReader wallets;
  private final Positions positions;

  ConsumeController(CommandGateway gateway, TenantDoor door, WalletReader wallets, Positions positions) {
    this.gateway = gateway;
    this.door = door;
    this.wallets = wallets;
    this.positions = positions;
  }

  @PostMapping("/api/credits/consume")
  @Operation(
      summary = "Consume credits of an application's wallet",
      description =
          "Tenant, application, operationCode and operationId identify the operation: sent again it has the same"
              + " outcome. With `Tributary-Position` of an allocation, the decision comes after that allocation.")
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
    Consumption consumption = body.toConsumption(tenant, context, correlation);
    wallets.awaitWrites(tenant, consumption.entityId(), consumption.application(), atLeast);
    return switch (gateway.consume(consumption)) {
      case Decided.Now now -> decided(now, response);
      case Decided.Later later -> pending(consumption, later);
    };
  }

  private ResponseEntity<OutcomeView> decided(Decided.Now now, HttpServletResponse response) {
    String position = positions.token(now.position());
    if (now.reply().getDecision() != Decision.APPROVED) {
      response.setHeader(Positions.HEADER, position);
      throw Refusals.problem(now.reply(), position);
    }
    return positions.answer(HttpStatus.OK, now.position()).body(OutcomeView.of(now.reply(), position));
  }

  private ResponseEntity<Pending> pending(Consumption sent, Decided.Later later) {
    String link =
        new OperationIds(sent.application(), sent.operationCode(), sent.operationId()).link(sent.tenantId());
    String position = later.position().isNone() ? null : positions.token(later.position());
    return positions
        .answer(HttpStatus.ACCEPTED, later.position())
        .location(URI.create(link))
        .body(new Pending("pending", link, sent.operationCode(), sent.operationId(), position));
  }
}
