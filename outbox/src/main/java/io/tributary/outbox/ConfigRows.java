package io.tributary.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code credit_configs} and {@code credit_config_changes}. */
final class ConfigRows {
  private final JdbcClient jdbc;

  /** What was done to a price. */
  enum Change {
    CREATED("created"),
    REPLACED("replaced"),
    ENDED("ended");

    private final String id;

    Change(String id) {
      this.id = id;
    }
  }

  ConfigRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<CreditConfig> find(UUID id) {
    return jdbc.sql("select * from public.credit_configs where id = ?").param(id).query((row, n) -> row(row)).optional();
  }

  /** Locks the row until the transaction ends. */
  Optional<CreditConfig> lock(UUID id) {
    return jdbc.sql("select * from public.credit_configs where id = ? for no key update")
        .param(id)
        .query((row, n) -> row(row))
        .optional();
  }

  /** The id of the scope's price from the same moment on, when there is one and nothing was written. */
  Optional<UUID> insert(CreditConfig config) {
    PriceScope scope = config.scope();
    int inserted =
        jdbc.sql(
                """
                insert into public.credit_configs (id, operation_code, tenant_id, plan, application, credits, effective_from,
                  effective_to, description, replaces, version, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
            .params(
                config.id(), config.operationCode(), scope.tenantId(), scope.plan(), scope.application(),
                config.creditAmount(), Sql.timestamp(config.effectiveFrom()),
                Sql.optionalTimestamp(config.effectiveTo()), config.description(), config.replaces(), config.version(),
                Sql.timestamp(config.createdAt()), Sql.timestamp(config.updatedAt()))
            .update();
    return inserted == 1 ? Optional.empty() : Optional.of(beginning(config));
  }

  void end(CreditConfig ended) {
    jdbc.sql("update public.credit_configs set effective_to = ?, version = ?, updated_at = ? where id = ?")
        .params(
            Sql.optionalTimestamp(ended.effectiveTo()), ended.version(), Sql.timestamp(ended.updatedAt()), ended.id())
        .update();
  }

  void log(CreditConfig config, Change change, WriteContext context, Instant now) {
    jdbc.sql(
            """
            insert into public.credit_config_changes
              (config_id, change, effective_to, changed_by, correlation_id, changed_at)
            values (?, ?, ?, ?, ?, ?)""")
        .params(
            config.id(), change.id, Sql.optionalTimestamp(config.effectiveTo()), context.userId(),
            context.correlationId(), Sql.timestamp(now))
        .update();
  }

  List<CreditConfig> list(CreditConfigFilter filter, @Nullable UUID after, int limit) {
    Tenant reader = filter.reader();
    return jdbc.sql(
            """
            select * from public.credit_configs
            where id > :after
              and (cast(:reader as uuid) is null or tenant_id = :reader
                or tenant_id is null and (plan is null or plan = :readerPlan))
              and (cast(:tenant as uuid) is null or tenant_id = :tenant)
              and (cast(:plan as text) is null or plan = :plan)
              and (cast(:application as text) is null or application = :application)
              and (cast(:operation as text) is null or operation_code = :operation)
              and (cast(:at as timestamptz) is null
                or effective_from <= :at and (effective_to is null or effective_to > :at))
            order by id limit :limit""")
        .param("after", after == null ? new UUID(0, 0) : after)
        .param("reader", reader == null ? null : reader.id())
        .param("readerPlan", reader == null ? null : reader.plan())
        .param("tenant", filter.tenantId())
        .param("plan", filter.plan())
        .param("application", filter.application())
        .param("operation", filter.operationCode())
        .param("at", Sql.optionalTimestamp(filter.at()))
        .param("limit", limit)
        .query((row, n) -> row(row))
        .list();
  }

  static CreditConfig row(ResultSet row) throws SQLException {
    return new CreditConfig(
        Sql.uuid(row, "id"),
        row.getString("operation_code"),
        new PriceScope(row.getObject("tenant_id", UUID.class), row.getString("plan"), row.getString("application")),
        row.getLong("credits"),
        Sql.instant(row, "effective_from"),
        Sql.optionalInstant(row, "effective_to"),
        row.getString("description"),
        row.getObject("replaces", UUID.class),
        row.getInt("version"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }

  private UUID beginning(CreditConfig config) {
    PriceScope scope = config.scope();
    return jdbc.sql(
            """
            select id from public.credit_configs
            where operation_code = ? and tenant_id is not distinct from ? and plan is not distinct from ?
              and application is not distinct from ? and effective_from = ?
              and effective_to is distinct from effective_from""")
        .params(
            config.operationCode(), scope.tenantId(), scope.plan(), scope.application(),
            Sql.timestamp(config.effectiveFrom()))
        .query(UUID.class)
        .single();
  }
}
