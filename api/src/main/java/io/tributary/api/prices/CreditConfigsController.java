package io.tributary.api.prices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Listing;
import io.tributary.outbox.CreditConfig;
import io.tributary.outbox.CreditConfigFilter;
import io.tributary.outbox.CreditConfigs;
import io.tributary.outbox.Prices;
import io.tributary.outbox.Slice;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.schemas.Applications;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets, lists and resolves prices. */
@RestController
@RequestMapping("/api/credits/configs")
@Tag(name = "Prices")
class CreditConfigsController {
  private final CreditConfigs configs;
  private final Prices prices;
  private final TenantDoor door;
  private final Cursors cursors;

  CreditConfigsController(CreditConfigs configs, Prices prices, TenantDoor door, Cursors cursors) {
    this.configs = configs;
    this.prices = prices;
    this.door = door;
    this.cursors = cursors;
  }

  @PostMapping
  @Operation(
      summary = "Set the price of an operation: for a tenant, a plan, an application, or everybody (platform)",
      description =
          "Of several that apply, the most specific decides: tenant+application, tenant, plan+application, plan, application,"
              + " global; among those of one scope the one that began last. Prices may overlap; none begins in the past.")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<CreditConfigView> create(
      @RequestBody ConfigRequests.Create body, Caller caller, WriteContext context) {
    AccessRules.require(caller, Action.SET_PRICES);
    boolean everybody = body.tenantId() == null && caller.tenantId() == null;
    UUID tenant = everybody ? null : door.enter(caller, body.tenantId(), "tenantId");
    return answer(HttpStatus.CREATED, configs.create(body.toConfig(tenant), context));
  }

  @GetMapping
  @Operation(
      summary = "List prices, oldest first, ended ones too (OWNER, MANAGER, platform)",
      description = "A tenant sees its own, its plan's and those for everybody. `at` leaves those effective at that time.")
  Listing<CreditConfigView> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String operationCode,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    AccessRules.require(caller, Action.READ_PRICES);
    Tenant reader = caller.isPlatform() ? null : door.tenant(door.enter(caller, tenantId, "tenantId"));
    CreditConfigFilter filter =
        new CreditConfigFilter(
            reader,
            Fields.optionalUuid("tenantId", tenantId),
            Fields.optionalText("plan", plan, 50),
            application == null ? null : Applications.canonical(application),
            Fields.optionalText("operationCode", operationCode, 100),
            Fields.optionalInstant("at", at));
    String list = "configs/" + (reader == null ? "" : reader.id()) + "/" + filter;
    UUID after = Optional.ofNullable(cursors.open(list, cursor)).map(UUID::fromString).orElse(null);
    Slice<CreditConfig> slice = configs.list(filter, after, Fields.limit(limit));
    String next = slice.next() == null ? null : slice.next().toString();
    return new Listing<>(slice.items().stream().map(CreditConfigView::of).toList(), cursors.sign(list, next));
  }

  @GetMapping("/resolve")
  @Operation(
      summary = "Show which price an operation of a tenant has, now or at another time",
      description = "What `POST /api/credits/consume` without `creditAmount` would take at that time.")
  CreditConfigView resolve(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String operationCode,
      @RequestParam(required = false) @Nullable String operationType,
      @RequestParam(required = false) @Nullable String at,
      Caller caller) {
    AccessRules.require(caller, Action.READ);
    Tenant tenant = door.tenant(door.enter(caller, tenantId, "tenantId"));
    String name = Applications.canonical(Fields.text("application", application, 50));
    String operation = Fields.operation(operationCode, operationType);
    Instant time = Objects.requireNonNullElseGet(Fields.optionalInstant("at", at), Instant::now);
    return configs
        .resolve(tenant, name, operation, time)
        .map(CreditConfigView::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.PRICE_NOT_FOUND, "operationCode", operation + " has no price in " + name));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Replace a price: it ends where its successor begins (platform)",
      description = "Answers with the successor, which has an id of its own; the replaced price stays in the history.")
  ResponseEntity<CreditConfigView> replace(
      @PathVariable String id, @RequestBody ConfigRequests.Replace body, Caller caller, WriteContext context) {
    AccessRules.require(caller, Action.SET_PRICES);
    UUID config = known(id);
    Written<CreditConfig> written = configs.replace(config, body.toChange(), context);
    configs.find(config).ifPresent(prices::learn);
    return answer(HttpStatus.OK, written);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "End a price now; it stays in the history (platform)")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable String id, Caller caller, WriteContext context) {
    AccessRules.require(caller, Action.SET_PRICES);
    prices.learn(configs.end(known(id), context).value());
  }

  /** Here the price counts from now on; other instances are told by Postgres. */
  private ResponseEntity<CreditConfigView> answer(HttpStatus status, Written<CreditConfig> written) {
    CreditConfig config = written.value();
    prices.learn(config);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).location(URI.create("/api/credits/configs/" + config.id()));
    if (written.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(CreditConfigView.of(config));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a price (OWNER, MANAGER, platform)")
  CreditConfigView show(@PathVariable String id, Caller caller) {
    AccessRules.require(caller, Action.READ_PRICES);
    UUID config = known(id);
    return configs.find(config).filter(found -> visible(caller, found)).map(CreditConfigView::of)
        .orElseThrow(() -> unknown(id));
  }

  private boolean visible(Caller caller, CreditConfig config) {
    if (caller.isPlatform()) {
      return true;
    }
    Tenant reader = door.tenant(door.enter(caller, null, "tenantId"));
    String plan = config.scope().plan();
    UUID tenant = config.scope().tenantId();
    return tenant == null ? plan == null || plan.equals(reader.plan()) : tenant.equals(reader.id());
  }

  private static UUID known(String id) {
    return Fields.uuid(id).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(ErrorCode.CREDIT_CONFIG_NOT_FOUND, "there is no price " + id);
  }
}
