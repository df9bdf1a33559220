package io.tributary.outbox;

import io.tributary.schemas.Context;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code public.idempotency_keys}. */
final class IdempotencyRows {
  private static final int PURGE_BATCH = 10_000;

  private final JdbcClient jdbc;

  /** Where a recorded write ended; {@code result} or {@code refusal} is there, once it has ended. */
  record Recorded(
      List<String> content,
      @Nullable Context context,
      @Nullable UUID tenantId,
      long tenantSeq,
      @Nullable String result,
      @Nullable String refusal) {}

  record Id(UUID scope, String operation, String key) {}

  IdempotencyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** True for the first; a concurrent second waits here until the first has committed or rolled back. */
  boolean claim(Id id, List<String> content, Instant now) {
    return jdbc.sql(
                """
                insert into public.idempotency_keys (scope, operation, key, content, created_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""")
            .params(id.scope(), id.operation(), id.key(), content.toArray(String[]::new), Sql.timestamp(now))
            .update()
        == 1;
  }

  Optional<Recorded> find(Id id) {
    return jdbc.sql(
            """
            select content, context, tenant_id, tenant_seq, result, refusal from public.idempotency_keys
            where scope = ? and operation = ? and key = ?""")
        .params(id.scope(), id.operation(), id.key())
        .query((row, n) -> recorded(row))
        .optional();
  }

  void result(Id id, Context context, UUID tenantId, long tenantSeq, String result) {
    jdbc.sql(
            """
            update public.idempotency_keys set context = ?, tenant_id = ?, tenant_seq = ?, result = ?
            where scope = ? and operation = ? and key = ?""")
        .params(context.id(), tenantId, tenantSeq, result, id.scope(), id.operation(), id.key())
        .update();
  }

  void refusal(Id id, String refusal) {
    jdbc.sql("update public.idempotency_keys set refusal = ? where scope = ? and operation = ? and key = ?")
        .params(refusal, id.scope(), id.operation(), id.key())
        .update();
  }

  /** Removes what was made before {@code limit}, in short transactions. */
  int purge(Instant limit) {
    int purged = 0;
    int batch;
    do {
      batch =
          jdbc.sql(
                  """
                  delete from public.idempotency_keys where ctid = any(array(
                    select ctid from public.idempotency_keys where created_at < ? order by created_at limit ?))""")
              .params(Sql.timestamp(limit), PURGE_BATCH)
              .update();
      purged += batch;
    } while (batch == PURGE_BATCH);
    return purged;
  }

  private static Recorded recorded(ResultSet row) throws SQLException {
    Array content = row.getArray("content");
    String context = row.getString("context");
    return new Recorded(
        Arrays.asList((String[]) content.getArray()),
        context == null ? null : Context.valueOf(context.toUpperCase(Locale.ROOT)),
        Sql.uuid(row, "tenant_id"),
        row.getLong("tenant_seq"),
        row.getString("result"),
        row.getString("refusal"));
  }
}
