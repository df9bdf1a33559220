package io.tributary.outbox;

import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Tenants} over {@code public.tenants}. */
final class JdbcTenants implements Tenants {
  static final Json.Codec<Tenant> RESULT = Json.plain(Tenant.class);
  private static final String REGISTER = "tenant.register";
  private static final int MAX_TEXT = 500;

  private final TenantRows tenants;
  private final TenantStatuses statuses;
  private final Provisioning provisioning;
  private final OutboxWriter outbox;
  private final Idempotency idempotency;
  private final Clock clock;

  JdbcTenants(
      TenantRows tenants,
      TenantStatuses statuses,
      Provisioning provisioning,
      OutboxWriter outbox,
      Idempotency idempotency,
      Clock clock) {
    this.tenants = tenants;
    this.statuses = statuses;
    this.provisioning = provisioning;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Where a registration's key is kept: in the platform's scope, as there is no tenant yet. */
  static IdempotencyRows.Id registrationKey(String key) {
    return new IdempotencyRows.Id(IdempotentWrite.PLATFORM, REGISTER, key);
  }

  @Override
  public Written<Tenant> register(NewTenant request, WriteContext context) {
    NewTenant tenant =
        new NewTenant(
            Checks.text("name", request.name(), 200),
            Checks.hostName("domain", request.domain()),
            Checks.plan("plan", request.plan()),
            Checks.email("adminEmail", request.adminEmail()));
    IdempotentWrite write =
        IdempotentWrite.of(IdempotentWrite.PLATFORM, REGISTER)
            .with("name", tenant.name())
            .with("domain", tenant.domain())
            .with("plan", tenant.plan())
            .with("adminEmail", tenant.adminEmail())
            .build();
    Written<Tenant> registered = idempotency.run(write, context, RESULT, () -> insert(tenant, context));
    if (registered.value().status() != TenantStatus.PROVISIONING) {
      return registered;
    }
    Written<Tenant> ready = provisioning.provision(registered.value().id(), context);
    // A repeat of a registration that was interrupted ends it, then answers like every other repeat.
    return registered.replayed() ? idempotency.run(write, context, RESULT, () -> insert(tenant, context)) : ready;
  }

  @Override
  public int resumeProvisioning(Duration minAge) {
    return provisioning.resume(clock.instant().minus(minAge));
  }

  @Override
  public Optional<Tenant> find(UUID id) {
    return tenants.find(id).map(TenantRow::tenant);
  }

  @Override
  public Optional<Tenant> findByDomain(String domain) {
    return tenants.findByDomain(domain.strip().toLowerCase(Locale.ROOT)).map(TenantRow::tenant);
  }

  @Override
  public Slice<Tenant> list(@Nullable UUID after, int limit) {
    return Slice.of(tenants.list(after, Checks.limit(limit) + 1), limit, Tenant::id);
  }

  @Override
  public Written<Tenant> changeStatus(UUID id, TenantStatus to, @Nullable String reason, WriteContext context) {
    String why = Checks.optionalText("reason", reason, MAX_TEXT);
    IdempotentWrite write =
        IdempotentWrite.of(id, "tenant.change_status").with("status", to).with("reason", why).build();
    return idempotency.run(write, context, RESULT, () -> {
      TenantRow row = tenants.lock(id);
      TenantStatus from = row.tenant().status();
      if (from == to && from != TenantStatus.PROVISIONING) {
        return statuses.unchanged(row.tenant());
      }
      if (!from.mayBecome(to)) {
        throw new ProblemException(
            ErrorCode.INVALID_TRANSITION, "status", "a tenant that is " + from + " can't become " + to,
            Map.of("status", from.name()));
      }
      return statuses.change(row, to, why, context);
    });
  }

  private Written<Tenant> insert(NewTenant request, WriteContext context) {
    UUID id = Ids.next();
    Instant now = Sql.now(clock);
    for (int attempt = 0; ; attempt++) {
      if (tenants.findByDomain(request.domain()).isPresent()) {
        throw new ProblemException(ErrorCode.DOMAIN_TAKEN, "domain", "another tenant has this domain");
      }
      String schemaName = SchemaNames.candidate(request.domain(), attempt);
      Tenant tenant =
          new Tenant(
              id, request.name(), request.domain(), request.plan(), TenantStatus.PROVISIONING, schemaName, now, now);
      if (!tenants.schemaTaken(schemaName)
          && tenants.insert(tenant, request.adminEmail(), context.idempotencyKey())) {
        tenants.subscribe(Ids.next(), tenant);
        EventMetas metas = new EventMetas(id, now, context);
        long tenantSeq =
            outbox.append(
                Context.DIRECTORY, id, List.of(TenantEvents.registered(metas, tenant)), context.traceparent());
        return new Written<>(tenant, Context.DIRECTORY, id, tenantSeq, false);
      }
    }
  }
}
