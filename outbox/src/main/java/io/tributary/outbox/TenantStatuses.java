package io.tributary.outbox;

import io.tributary.schemas.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a tenant's next status and its event, within a transaction that holds the tenant's row. */
final class TenantStatuses {
  private final TenantRows tenants;
  private final OutboxWriter outbox;
  private final Clock clock;

  TenantStatuses(TenantRows tenants, OutboxWriter outbox, Clock clock) {
    this.tenants = tenants;
    this.outbox = outbox;
    this.clock = clock;
  }

  Written<Tenant> change(TenantRow row, TenantStatus to, @Nullable String reason, WriteContext context) {
    Tenant was = row.tenant();
    UUID id = was.id();
    Instant now = Sql.now(clock);
    long version = row.version() + 1;
    tenants.status(id, to, version, now);
    EventMetas metas = new EventMetas(id, now, context);
    long tenantSeq =
        outbox.append(
            Context.DIRECTORY,
            id,
            List.of(TenantEvents.statusChanged(metas, version, was.status(), to, reason)),
            context.traceparent());
    Tenant is =
        new Tenant(id, was.name(), was.domain(), was.plan(), to, was.schemaName(), was.createdAt(), now);
    return new Written<>(is, Context.DIRECTORY, id, tenantSeq, false);
  }

  Written<Tenant> unchanged(Tenant tenant) {
    return new Written<>(tenant, Context.DIRECTORY, tenant.id(), outbox.last(Context.DIRECTORY, tenant.id()), false);
  }
}
