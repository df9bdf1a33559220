package io.tributary.outbox;

import io.tributary.outbox.AllocationTerms.Interval;
import io.tributary.outbox.AllocationTerms.Kind;
import io.tributary.outbox.AllocationTerms.Recurrence;
import io.tributary.outbox.AllocationTerms.Rollover;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code credit_allocations}. */
final class AllocationRows {
  private static final String INSERT =
      """
      insert into public.credit_allocations
        (id, tenant_id, entity_id, application, amount, purpose, unallocated, created_at, kind, priority,
         effective_at, expires_at, recurs, recurrence_anchor, rollover_min, rollover_max, cost_basis, external_key)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private final JdbcClient jdbc;

  AllocationRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static JournalRow row(Allocation allocation) {
    AllocationTerms terms = allocation.terms();
    Recurrence recurrence = terms == null ? null : terms.recurrence();
    return JournalRow.of(
        INSERT,
        allocation.allocationId(),
        allocation.tenantId(),
        allocation.entityId(),
        allocation.application(),
        allocation.amount(),
        allocation.purpose(),
        allocation.unallocated(),
        Sql.timestamp(allocation.createdAt()),
        terms == null ? null : terms.kind().id(),
        terms == null ? null : terms.priority(),
        terms == null ? null : Sql.optionalTimestamp(terms.effectiveAt()),
        terms == null ? null : Sql.optionalTimestamp(terms.expiresAt()),
        recurrence == null ? null : recurrence.interval().id(),
        recurrence == null ? null : Sql.optionalTimestamp(recurrence.anchor()),
        terms == null ? null : terms.rollover().min(),
        terms == null ? null : terms.rollover().max(),
        terms == null ? null : terms.costBasis(),
        terms == null ? null : terms.externalKey());
  }

  /** The allocation that has the asked external key already, in the same wallet. */
  Optional<UUID> find(UUID tenantId, NewAllocation request) {
    String key = request.terms() == null ? null : request.terms().externalKey();
    if (key == null) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select id from public.credit_allocations
            where tenant_id = ? and entity_id = ? and application = ? and external_key = ?""")
        .params(tenantId, request.entityId(), request.application(), key)
        .query(UUID.class)
        .optional();
  }

  List<Allocation> list(UUID tenantId, AllocationFilter filter, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from public.credit_allocations
            where tenant_id = :tenant and id > :after
              and (cast(:entity as text) is null or entity_id = :entity)
              and (cast(:application as text) is null or application = :application)
              and (cast(:key as text) is null or external_key = :key)
            order by id limit :limit""")
        .param("tenant", tenantId)
        .param("after", after == null ? new UUID(0, 0) : after)
        .param("entity", filter.entityId())
        .param("application", filter.application())
        .param("key", filter.externalKey())
        .param("limit", limit)
        .query((row, n) -> allocation(row))
        .list();
  }

  private static Allocation allocation(ResultSet row) throws SQLException {
    return new Allocation(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        row.getString("entity_id"),
        row.getString("application"),
        row.getLong("amount"),
        row.getString("purpose"),
        row.getString("kind") == null ? null : terms(row),
        row.getLong("unallocated"),
        Sql.instant(row, "created_at"));
  }

  private static AllocationTerms terms(ResultSet row) throws SQLException {
    String recurs = row.getString("recurs");
    BigDecimal cost = row.getBigDecimal("cost_basis");
    return new AllocationTerms(
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getInt("priority"),
        Sql.instant(row, "effective_at"),
        Sql.optionalInstant(row, "expires_at"),
        recurs == null
            ? null
            : new Recurrence(
                Interval.valueOf(recurs.toUpperCase(Locale.ROOT)), Sql.instant(row, "recurrence_anchor")),
        new Rollover(row.getLong("rollover_min"), row.getLong("rollover_max")),
        cost == null ? null : AllocationTerms.canonical(cost),
        row.getString("external_key"));
  }
}
