package io.tributary.outbox;

import io.tributary.schemas.Applications;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link CreditConfigs} over {@code public.credit_configs}. */
final class JdbcCreditConfigs implements CreditConfigs {
  private static final int MAX_TEXT = 500;
  private static final int MAX_OPERATION = 100;
  private static final int CANDIDATES = 1_000;
  private static final Json.Codec<CreditConfig> RESULT = Json.plain(CreditConfig.class);

  private final TenantRows tenants;
  private final ConfigRows configs;
  private final OutboxWriter outbox;
  private final Idempotency idempotency;
  private final Clock clock;

  JdbcCreditConfigs(
      TenantRows tenants, ConfigRows configs, OutboxWriter outbox, Idempotency idempotency, Clock clock) {
    this.tenants = tenants;
    this.configs = configs;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Override
  public Written<CreditConfig> create(NewCreditConfig request, WriteContext context) {
    String operation = Checks.text("operationCode", request.operationCode(), MAX_OPERATION);
    PriceScope scope = checked(request.scope());
    long amount = Checks.amount("creditAmount", request.creditAmount());
    Instant from = millis(request.effectiveFrom());
    Instant to = millis(request.effectiveTo());
    String description = Checks.optionalText("description", request.description(), MAX_TEXT);
    IdempotentWrite write =
        content(IdempotentWrite.of(owner(scope), "credit_config.create")
                .with("operationCode", operation)
                .with("plan", scope.plan())
                .with("application", scope.application()), amount, from, to, description)
            .build();
    return idempotency.run(write, context, RESULT, () -> {
      if (scope.tenantId() != null) {
        tenants.active(scope.tenantId());
      }
      Instant now = Sql.now(clock);
      CreditConfig config =
          new CreditConfig(
              Ids.next(), operation, scope, amount, begin(from, now), to, description, null, 1, now, now);
      return begun(config, context, now);
    });
  }

  @Override
  public Written<CreditConfig> replace(UUID id, CreditConfigChange change, WriteContext context) {
    long amount = Checks.amount("creditAmount", change.creditAmount());
    Instant from = millis(change.effectiveFrom());
    Instant to = millis(change.effectiveTo());
    String description = Checks.optionalText("description", change.description(), MAX_TEXT);
    IdempotentWrite write =
        content(IdempotentWrite.of(IdempotentWrite.PLATFORM, "credit_config.replace").with("id", id),
                amount, from, to, description)
            .build();
    return idempotency.run(write, context, RESULT, () -> {
      Instant now = Sql.now(clock);
      CreditConfig old = configs.lock(id).orElseThrow(() -> notFound(id));
      Instant earliest = old.effectiveFrom().isAfter(now) ? old.effectiveFrom() : now;
      Instant begin = from == null ? earliest : begin(from, now);
      if (old.endedBy(earliest)) {
        throw new ProblemException(ErrorCode.CREDIT_CONFIG_ENDED, "the price ended at " + old.effectiveTo());
      }
      if (begin.isBefore(old.effectiveFrom()) || old.endedBy(begin)) {
        throw Checks.invalid("effectiveFrom", "must be within the time of the price that is replaced");
      }
      CreditConfig ended = old.endedAt(begin, now);
      configs.end(ended);
      configs.log(ended, ConfigRows.Change.REPLACED, context, now);
      CreditConfig next =
          new CreditConfig(
              Ids.next(), old.operationCode(), old.scope(), amount, begin, to == null ? old.effectiveTo() : to,
              description, id, 1, now, now);
      return begun(next, context, now);
    });
  }

  @Override
  public Written<CreditConfig> end(UUID id, WriteContext context) {
    IdempotentWrite write =
        IdempotentWrite.of(IdempotentWrite.PLATFORM, "credit_config.end").with("id", id).build();
    return idempotency.run(write, context, RESULT, () -> {
      Instant now = Sql.now(clock);
      CreditConfig config = configs.lock(id).orElseThrow(() -> notFound(id));
      Instant end = config.effectiveFrom().isAfter(now) ? config.effectiveFrom() : now;
      if (config.endedBy(end)) {
        return written(config);
      }
      CreditConfig ended = config.endedAt(end, now);
      configs.end(ended);
      configs.log(ended, ConfigRows.Change.ENDED, context, now);
      return written(ended);
    });
  }

  @Override
  public Optional<CreditConfig> find(UUID id) {
    return configs.find(id);
  }

  @Override
  public Slice<CreditConfig> list(CreditConfigFilter filter, @Nullable UUID after, int limit) {
    Checks.limit(limit);
    return Slice.of(configs.list(filter, after, limit + 1), limit, CreditConfig::id);
  }

  @Override
  public Optional<CreditConfig> resolve(Tenant tenant, String application, String operationCode, Instant at) {
    // At one time a scope has few prices of an operation, and a tenant few scopes.
    List<CreditConfig> candidates =
        configs.list(new CreditConfigFilter(tenant, null, null, null, operationCode, at), null, CANDIDATES);
    return PriceTable.of(candidates).find(tenant.id(), tenant.plan(), application, operationCode, at);
  }

  private Written<CreditConfig> begun(CreditConfig config, WriteContext context, Instant now) {
    if (config.endedBy(config.effectiveFrom())) {
      throw Checks.invalid("effectiveTo", "must be after effectiveFrom");
    }
    configs.insert(config).ifPresent(taken -> {
      throw new ProblemException(
          ErrorCode.CREDIT_CONFIG_EXISTS,
          "effectiveFrom",
          "the scope has a price of this operation from " + config.effectiveFrom() + " on",
          Map.of("id", taken.toString()));
    });
    configs.log(config, ConfigRows.Change.CREATED, context, now);
    return written(config);
  }

  /** Prices are not told through the outbox (ADR 14): the position is where the tenant's credits stand anyway. */
  private Written<CreditConfig> written(CreditConfig config) {
    UUID owner = owner(config.scope());
    return new Written<>(config, Context.CREDITS, owner, outbox.last(Context.CREDITS, owner), false);
  }

  private static IdempotentWrite.Builder content(
      IdempotentWrite.Builder write,
      long amount,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String description) {
    return write
        .with("creditAmount", amount)
        .with("effectiveFrom", from)
        .with("effectiveTo", to)
        .with("description", description);
  }

  private static PriceScope checked(PriceScope scope) {
    return new PriceScope(
        scope.tenantId(),
        scope.plan() == null ? null : Checks.plan("plan", scope.plan()),
        scope.application() == null ? null : Applications.canonical(scope.application()));
  }

  private static Instant begin(@Nullable Instant from, Instant now) {
    if (from != null && from.isBefore(now)) {
      throw Checks.invalid("effectiveFrom", "must not be in the past; without it the price begins now");
    }
    return from == null ? now : from;
  }

  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
  }

  private static UUID owner(PriceScope scope) {
    return Objects.requireNonNullElse(scope.tenantId(), IdempotentWrite.PLATFORM);
  }

  private static ProblemException notFound(UUID id) {
    return new ProblemException(ErrorCode.CREDIT_CONFIG_NOT_FOUND, "there is no price " + id);
  }
}
