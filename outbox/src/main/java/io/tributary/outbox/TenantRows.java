package io.tributary.outbox;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code public.tenants} and {@code public.subscriptions}. */
final class TenantRows {
  private static final String SELECT = "select * from public.tenants ";

  private final JdbcClient jdbc;

  TenantRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<TenantRow> find(UUID id) {
    return jdbc.sql(SELECT + "where id = ?").param(id).query((row, n) -> TenantRow.of(row)).optional();
  }

  Optional<TenantRow> findByDomain(String domain) {
    return jdbc.sql(SELECT + "where domain = ?").param(domain).query((row, n) -> TenantRow.of(row)).optional();
  }

  /** Locks the row until the transaction ends. */
  TenantRow lock(UUID id) {
    return jdbc.sql(SELECT + "where id = ? for no key update")
        .param(id)
        .query((row, n) -> TenantRow.of(row))
        .optional()
        .orElseThrow(() -> notFound(id));
  }

  /** The tenant, if it serves requests. */
  TenantRow active(UUID id) {
    TenantRow row = find(id).orElseThrow(() -> notFound(id));
    TenantStatus status = row.tenant().status();
    if (status != TenantStatus.ACTIVE) {
      throw new ProblemException(
          ErrorCode.TENANT_NOT_ACTIVE, null, "the tenant is " + status, Map.of("status", status.name()));
    }
    return row;
  }

  List<Tenant> list(@Nullable UUID after, int limit) {
    UUID from = after == null ? new UUID(0, 0) : after;
    return jdbc.sql(SELECT + "where id > ? order by id limit ?")
        .params(from, limit)
        .query((row, n) -> TenantRow.of(row).tenant())
        .list();
  }

  List<UUID> provisioning(Instant registeredBy) {
    return jdbc.sql("select id from public.tenants where status = 'PROVISIONING' and created_at <= ? order by id")
        .param(Sql.timestamp(registeredBy))
        .query(UUID.class)
        .list();
  }

  /** Tenants whose tables are older than this build's. */
  List<TenantRow> outdated(int schemaVersion) {
    return jdbc.sql(SELECT + "where schema_version between 1 and ? order by id")
        .param(schemaVersion - 1)
        .query((row, n) -> TenantRow.of(row))
        .list();
  }

  boolean schemaTaken(String schemaName) {
    return jdbc.sql(
            """
            select exists (select from pg_catalog.pg_namespace where nspname = :name)
              or exists (select from public.tenants where schema_name = :name)""")
        .param("name", schemaName)
        .query(Boolean.class)
        .single();
  }

  /** False when the domain or the schema's name is another tenant's. */
  boolean insert(Tenant tenant, String adminEmail, @Nullable String registrationKey) {
    int inserted =
        jdbc.sql(
                """
                insert into public.tenants (id, name, domain, plan, status, schema_name, provisioning_step, admin_email,
                  registration_key, version, created_at, updated_at)
                values (:id, :name, :domain, :plan, :status, :schema, 'REGISTERED', :email, :key, 1, :now, :now)
                on conflict do nothing""")
            .param("id", tenant.id())
            .param("name", tenant.name())
            .param("domain", tenant.domain())
            .param("plan", tenant.plan())
            .param("status", tenant.status().name())
            .param("schema", tenant.schemaName())
            .param("email", adminEmail)
            .param("key", registrationKey)
            .param("now", Sql.timestamp(tenant.createdAt()))
            .update();
    return inserted == 1;
  }

  void subscribe(UUID id, Tenant tenant) {
    jdbc.sql("insert into public.subscriptions (id, tenant_id, plan, started_at) values (?, ?, ?, ?)")
        .params(id, tenant.id(), tenant.plan(), Sql.timestamp(tenant.createdAt()))
        .update();
  }

  void createSchema(TenantSchema schema) {
    jdbc.sql("create schema if not exists " + schema.quoted()).update();
  }

  void step(UUID id, ProvisioningStep step) {
    jdbc.sql("update public.tenants set provisioning_step = ? where id = ?").params(step.name(), id).update();
  }

  void schemaVersion(UUID id, int schemaVersion) {
    jdbc.sql("update public.tenants set schema_version = ? where id = ?").params(schemaVersion, id).update();
  }

  void seeded(UUID id, long version) {
    jdbc.sql("update public.tenants set provisioning_step = 'SEEDED', version = ?, admin_email = null where id = ?")
        .params(version, id)
        .update();
  }

  /** Takes the tenant to {@code status}, which ends provisioning if that was under way. */
  void status(UUID id, TenantStatus status, long version, Instant now) {
    jdbc.sql(
            """
            update public.tenants set status = ?, version = ?, updated_at = ?, provisioning_step = 'READY',
              registration_key = null
            where id = ?""")
        .params(status.name(), version, Sql.timestamp(now), id)
        .update();
  }

  static ProblemException notFound(UUID id) {
    return new ProblemException(ErrorCode.TENANT_NOT_FOUND, "there is no tenant " + id);
  }
}
