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
import io.tributary.credits.SetWalletPolicy;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.Applications;
import io.tributary.schemas.Ids;
import io.tributary.topologies.credits.CapUse;
import io.tributary.topologies.credits.CapUseQuery;
import io.tributary.topologies.credits.OperationId;
import io.tributary.topologies.credits.PolicyMapping;
import io.tributary.topologies.credits.WalletPolicy;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A wallet's policy: what it allows, and when it speaks up. */
@RestController
@RequestMapping("/api/credits/wallets/{entityId}/{application}/policy")
@Tag(name = "Wallets")
class PolicyController {
  /** The policy in effect. */
  record View(
      String tenantId,
      String entityId,
      String application,
      long overdraft,
      List<PolicyRequest.Cap> caps,
      List<PolicyRequest.Alert> alerts,
      PolicyRequest.@Nullable TopUp topUp,
      String position) {
    static View of(UUID tenant, WalletView wallet, String position) {
      WalletPolicy policy = wallet.figures().policy();
      return new View(
          tenant.toString(),
          wallet.entityId(),
          wallet.application(),
          policy.overdraft(),
          policy.caps().stream().map(PolicyRequest.Cap::of).toList(),
          policy.alerts().stream().map(PolicyRequest.Alert::of).toList(),
          policy.topUp() == null ? null : PolicyRequest.TopUp.of(policy.topUp()),
          position);
    }
  }

  private final CommandAnswers answers;
  private final WalletReader wallets;
  private final QueryService queries;
  private final WalletViews views;
  private final TenantDoor door;
  private final Positions positions;

  PolicyController(
      CommandAnswers answers,
      WalletReader wallets,
      QueryService queries,
      WalletViews views,
      TenantDoor door,
      Positions positions) {
    this.answers = answers;
    this.wallets = wallets;
    this.queries = queries;
    this.views = views;
    this.door = door;
    this.positions = positions;
  }

  @GetMapping
  @Operation(summary = "Show a wallet's policy")
  ResponseEntity<View> show(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    Answer<Optional<WalletView>> answer =
        wallets.read(
            tenant, Fields.entity("entityId", entityId, tenant), Applications.canonical(application), atLeast);
    WalletView wallet = answer.value().orElseThrow(WalletReader::noWallet);
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(View.of(tenant, wallet, positions.token(answer.position())));
  }

  /**
   * What a cap has counted in its present window.
   *
   * @param used credits; absent where each user has a counter of his own and no {@code userId} was asked for
   * @param left of {@code limit}; absent as {@code used}
   * @param windowEndsAt when its counter begins anew; absent when never
   */
  record CapCount(
      String capId, long limit, @Nullable Long used, @Nullable Long left, @Nullable Instant windowEndsAt) {
    static CapCount of(CapUse use) {
      Long used = use.used();
      long limit = use.cap().limit();
      return new CapCount(
          use.cap().id(), limit, used, used == null ? null : Math.max(0, limit - used), use.windowEndsAt());
    }
  }

  @GetMapping("/usage")
  @Operation(
      summary = "Show what the caps of a wallet have counted in their present windows",
      description = "`userId` names whose counter of the caps that count each user by himself.")
  ResponseEntity<WalletViews.Part<CapCount>> usage(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String userId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    Answer<Optional<List<CapUse>>> answer =
        queries.ask(
            new CapUseQuery(
                tenant, Fields.entity("entityId", entityId, tenant), Applications.canonical(application),
                Fields.optionalText("userId", userId, 128), Instant.now()),
            ReadOptions.after(atLeast));
    List<CapCount> counts =
        answer.value().orElseThrow(WalletReader::noWallet).stream().map(CapCount::of).toList();
    return positions.answer(HttpStatus.OK, answer.position()).body(views.part(counts, null, answer));
  }

  @PutMapping
  @Operation(summary = "Replace a wallet's policy (platform)")
  @ApiResponse(responseCode = "200", description = "Replaced")
  @ApiResponse(responseCode = "202", description = "Not decided in time; Location says where to ask")
  ResponseEntity<?> replace(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestBody PolicyRequest body,
      Caller caller,
      WriteContext context,
      Correlation correlation,
      HttpServletResponse response) {
    AccessRules.require(caller, Action.SET_WALLET_POLICY);
    UUID tenant = door.enter(caller, body.tenantId(), "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    io.tributary.credits.WalletPolicy policy = PolicyMapping.policy(body.toPolicy());
    String key = context.idempotencyKey();
    String operation = key == null ? Ids.next().toString() : Fields.text("Idempotency-Key", key, 200);
    Command command =
        new Command(
            tenant, "credits.set_policy", context.userId(), correlation.id(), correlation.traceparent(),
            meta ->
                new SetWalletPolicy(
                    meta, entity, Applications.canonical(application), policy, operation));
    return answers.to(command, new OperationIds(OperationId.LEDGER, OperationId.SET_POLICY, operation), response);
  }
}
