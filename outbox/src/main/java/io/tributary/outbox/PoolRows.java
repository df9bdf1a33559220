package io.tributary.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code credit_pools} and {@code credit_funding}. */
final class PoolRows {
  private static final String FUNDING =
      """
      insert into public.credit_funding (id, tenant_id, entity_id, amount, reason, funded, unallocated, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)""";

  private final JdbcClient jdbc;

  /** An entity's totals in whole credits, and the version of its last event. */
  record Pool(long funded, long unallocated, long version) {
    static Pool of(ResultSet row) throws SQLException {
      return new Pool(row.getLong("funded"), row.getLong("unallocated"), row.getLong("version"));
    }
  }

  PoolRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What can still be allocated; 0 where the entity was never funded. */
  long unallocated(UUID tenantId, String entityId) {
    return jdbc.sql("select unallocated from public.credit_pools where tenant_id = ? and entity_id = ?")
        .params(tenantId, entityId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Adds to the pool, unless its total would exceed {@code max}. */
  Optional<Pool> add(UUID tenantId, String entityId, long amount, long max, Instant now) {
    return jdbc.sql(
            """
            insert into public.credit_pools as p (tenant_id, entity_id, funded, unallocated, version, updated_at)
            values (:tenant, :entity, :amount, :amount, 1, :now)
            on conflict (tenant_id, entity_id) do update
            set funded = p.funded + :amount, unallocated = p.unallocated + :amount, version = p.version + 1,
              updated_at = :now
            where p.funded <= :max - :amount
            returning funded, unallocated, version""")
        .param("tenant", tenantId)
        .param("entity", entityId)
        .param("amount", amount)
        .param("max", max)
        .param("now", Sql.timestamp(now))
        .query((row, n) -> Pool.of(row))
        .optional();
  }

  /** Takes from an active tenant's pool, if it covers the amount; then it is locked until the transaction ends. */
  Optional<Pool> take(UUID tenantId, String entityId, long amount, Instant now) {
    return jdbc.sql(
            """
            update public.credit_pools as p
            set unallocated = p.unallocated - :amount, version = p.version + 1, updated_at = :now
            from public.tenants as t
            where p.tenant_id = :tenant and p.entity_id = :entity and p.unallocated >= :amount
              and t.id = p.tenant_id and t.status = 'ACTIVE'
            returning p.funded, p.unallocated, p.version""")
        .param("tenant", tenantId)
        .param("entity", entityId)
        .param("amount", amount)
        .param("now", Sql.timestamp(now))
        .query((row, n) -> Pool.of(row))
        .optional();
  }

  /**
   * What comes back can be allocated again. It may be more than was ever funded here, or be the entity's first: transfers
   * carry credits between the wallets of entities.
   */
  Pool giveBack(UUID tenantId, String entityId, long amount, Instant now) {
    return jdbc.sql(
            """
            insert into public.credit_pools as p (tenant_id, entity_id, funded, unallocated, version, updated_at)
            values (:tenant, :entity, 0, :amount, 1, :now)
            on conflict (tenant_id, entity_id) do update
            set unallocated = p.unallocated + :amount, version = p.version + 1, updated_at = :now
            returning funded, unallocated, version""")
        .param("tenant", tenantId)
        .param("entity", entityId)
        .param("amount", amount)
        .param("now", Sql.timestamp(now))
        .query((row, n) -> Pool.of(row))
        .single();
  }

  static JournalRow row(Funding funding) {
    return JournalRow.of(
        FUNDING, funding.fundingId(), funding.tenantId(), funding.entityId(), funding.amount(), funding.reason(),
        funding.funded(), funding.unallocated(), Sql.timestamp(funding.createdAt()));
  }
}
