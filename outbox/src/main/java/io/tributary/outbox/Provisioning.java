package io.tributary.outbox;

import io.tributary.schemas.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a registered tenant step by step to ACTIVE (SPEC A1). A step is one transaction that holds the tenant's row, checks
 * that the step is still to be taken, and records it together with what it did and told; so a crash between any two
 * loses nothing and repeats nothing, and two instances can't take one step both.
 */
final class Provisioning {
  private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

  private final Transactions transactions;
  private final TenantRows tenants;
  private final Migrations migrations;
  private final TenantSeed seed;
  private final TenantStatuses statuses;
  private final OutboxWriter outbox;
  private final Idempotency idempotency;
  private final Clock clock;

  Provisioning(
      Transactions transactions,
      TenantRows tenants,
      Migrations migrations,
      TenantSeed seed,
      TenantStatuses statuses,
      OutboxWriter outbox,
      Idempotency idempotency,
      Clock clock) {
    this.transactions = transactions;
    this.tenants = tenants;
    this.migrations = migrations;
    this.seed = seed;
    this.statuses = statuses;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Goes on from the step that was reached last. */
  Written<Tenant> provision(UUID id, WriteContext context) {
    while (true) {
      TenantRow row = tenants.find(id).orElseThrow(() -> TenantRows.notFound(id));
      Optional<Written<Tenant>> ready =
          switch (row.step()) {
            case REGISTERED -> createSchema(id);
            case SCHEMA_CREATED -> migrate(id);
            case MIGRATED -> seed(id, context);
            case SEEDED -> activate(id, context);
            case READY -> Optional.of(statuses.unchanged(row.tenant()));
          };
      if (ready.isPresent()) {
        return ready.get();
      }
    }
  }

  /** Every tenant in PROVISIONING that was registered by then; one that fails is logged, stays as it is, and doesn't hold up the others. */
  int resume(Instant registeredBy) {
    int ready = 0;
    for (UUID id : tenants.provisioning(registeredBy)) {
      try {
        provision(id, WriteContext.platform());
        ready++;
      } catch (RuntimeException e) {
        LOG.error("Tenant {} could not be provisioned; it stays in PROVISIONING", id, e);
      }
    }
    return ready;
  }

  private Optional<Written<Tenant>> createSchema(UUID id) {
    return step(id, ProvisioningStep.REGISTERED, row -> {
      tenants.createSchema(row.schema());
      tenants.step(id, ProvisioningStep.SCHEMA_CREATED);
      return Optional.empty();
    });
  }

  private Optional<Written<Tenant>> migrate(UUID id) {
    return step(id, ProvisioningStep.SCHEMA_CREATED, row -> {
      migrations.tenant(row.schema());
      tenants.schemaVersion(id, migrations.tenantVersion());
      tenants.step(id, ProvisioningStep.MIGRATED);
      return Optional.empty();
    });
  }

  private Optional<Written<Tenant>> seed(UUID id, WriteContext context) {
    return step(id, ProvisioningStep.MIGRATED, row -> {
      String adminEmail = Objects.requireNonNull(row.adminEmail(), "kept until the tenant is seeded");
      long version = row.version() + 1;
      EventMetas metas = new EventMetas(id, Sql.now(clock), context);
      List<SpecificRecord> events = seed.write(row, adminEmail, version, metas);
      tenants.seeded(id, version);
      outbox.append(Context.DIRECTORY, id, events, context.traceparent());
      return Optional.empty();
    });
  }

  private Optional<Written<Tenant>> activate(UUID id, WriteContext context) {
    return step(id, ProvisioningStep.SEEDED, row -> {
      Written<Tenant> ready = statuses.change(row, TenantStatus.ACTIVE, null, context);
      if (row.registrationKey() != null) {
        idempotency.complete(JdbcTenants.registrationKey(row.registrationKey()), ready, JdbcTenants.RESULT);
      }
      return Optional.of(ready);
    });
  }

  private Optional<Written<Tenant>> step(
      UUID id, ProvisioningStep from, Function<TenantRow, Optional<Written<Tenant>>> work) {
    return transactions.run(() -> {
      TenantRow row = tenants.lock(id);
      return row.step() == from ? work.apply(row) : Optional.empty();
    });
  }
}
