package io.tributary.api.credits;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.api.requests.Times;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.BalanceAt;
import io.tributary.topologies.credits.BalanceAtQuery;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what a wallet had at any past time. */
@RestController
@Tag(name = "Wallets")
class BalanceController {
  /**
   * A past balance.
   *
   * @param version of the wallet's last entry by then; 0 before the first
   * @param movedAt when that entry was made; null before the first
   */
  record Balance(
      String tenantId,
      String entityId,
      String application,
      Instant at,
      long balance,
      long version,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant movedAt,
      String position,
      String servedBy,
      long lag) {}

  private final QueryService queries;
  private final TenantDoor door;
  private final Positions positions;

  BalanceController(QueryService queries, TenantDoor door, Positions positions) {
    this.queries = queries;
    this.door = door;
    this.positions = positions;
  }

  @GetMapping("/api/credits/wallets/{entityId}/{application}/balance")
  @Operation(
      summary = "Tell a wallet's balance at a past time",
      description =
          "`at` is a moment with its offset, or a date (its midnight in UTC); now when it is absent. What happened in that"
              + " very millisecond counts.")
  ResponseEntity<Balance> balance(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    String name = Applications.canonical(application);
    Instant moment = past(Times.optional("at", at));
    Answer<Optional<BalanceAt>> answer =
        queries.ask(new BalanceAtQuery(tenant, entity, name, moment), ReadOptions.after(atLeast));
    BalanceAt balance = answer.value().orElseThrow(WalletReader::noWallet);
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(
            new Balance(
                tenant.toString(), entity, name, moment, balance.balance(), balance.version(), balance.movedAt(),
                positions.token(answer.position()), answer.role().name().toLowerCase(Locale.ROOT), answer.lag()));
  }

  private static Instant past(@Nullable Instant at) {
    Instant now = Instant.now();
    if (at != null && at.isAfter(now)) {
      throw Fields.invalid("at", "at must not be in the future");
    }
    return at == null ? now : at;
  }
}
