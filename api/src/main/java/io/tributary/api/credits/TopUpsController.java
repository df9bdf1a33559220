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
import io.tributary.api.requests.Positions;
import io.tributary.credits.DeclineTopUp;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.OperationId;
import io.tributary.topologies.credits.TopUpRequest;
import io.tributary.topologies.credits.TopUps;
import io.tributary.topologies.credits.WalletView;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A wallet's requests for more credits. An allocation with {@code terms.externalKey} of the request's id fulfils one. */
@RestController
@RequestMapping("/api/credits/wallets/{entityId}/{application}/top-ups")
@Tag(name = "Wallets")
class TopUpsController {
  /** A request that is open. */
  record Item(String topUpId, long creditAmount, Instant requestedAt, Instant expiresAt) {
    static Item of(TopUpRequest request) {
      return new Item(request.id(), request.amount(), request.requestedAt(), request.expiresAt());
    }
  }

  /**
   * The open requests, the oldest first.
   *
   * @param declines in a row, since one was fulfilled
   * @param retryAt nothing is asked for before; absent where nothing was declined
   */
  record View(
      String tenantId,
      String entityId,
      String application,
      List<Item> pending,
      int declines,
      @Nullable Instant retryAt,
      String position) {}

  /** The body of a decline; all may be absent. The {@code operationId} is the request's id then. */
  record DeclineRequest(@Nullable String tenantId, @Nullable String operationId) {}

  private final CommandAnswers answers;
  private final WalletReader wallets;
  private final TenantDoor door;
  private final Positions positions;

  TopUpsController(CommandAnswers answers, WalletReader wallets, TenantDoor door, Positions positions) {
    this.answers = answers;
    this.wallets = wallets;
    this.door = door;
    this.positions = positions;
  }

  @GetMapping
  @Operation(summary = "List the open requests for more credits")
  ResponseEntity<View> list(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    Answer<Optional<WalletView>> answer =
        wallets.read(tenant, entity, Applications.canonical(application), atLeast);
    WalletView wallet = answer.value().orElseThrow(WalletReader::noWallet);
    TopUps topUps = wallet.figures().state().topUps();
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(
            new View(
                tenant.toString(), wallet.entityId(), wallet.application(),
                topUps.pending().stream().map(Item::of).toList(), topUps.declines(), topUps.retryAt(),
                positions.token(answer.position())));
  }

  @PostMapping("/{topUpId}/decline")
  @Operation(
      summary = "Decline a request for more credits (platform)",
      description = "The wallet asks again after a minute, then after twice as long each time, up to a day.")
  @ApiResponse(responseCode = "200", description = "Declined")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> decline(
      @PathVariable String entityId,
      @PathVariable String application,
      @PathVariable String topUpId,
      @RequestBody(required = false) @Nullable DeclineRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.DECLINE_TOP_UP);
    UUID tenant = door.enter(caller, body == null ? null : body.tenantId(), "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    String request = Fields.text("topUpId", topUpId, 100);
    String key = body == null || body.operationId() == null ? context.idempotencyKey() : body.operationId();
    String operation = Fields.text("operationId", key == null ? request : key, 200);
    Command command =
        new Command(
            tenant, "credits.decline_top_up", context.userId(), correlation.id(), correlation.traceparent(),
            meta -> new DeclineTopUp(meta, entity, Applications.canonical(application), request, operation));
    return answers.to(
        command, new OperationIds(OperationId.LEDGER, OperationId.DECLINE_TOP_UP, operation), response);
  }
}
