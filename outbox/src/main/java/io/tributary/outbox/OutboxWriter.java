package io.tributary.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.common.EventMeta;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.Spans;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends events to the outbox within the running transaction. The tenant's sequence row stays locked until it ends, so
 * numbers are contiguous and committed in their order; it is the last lock a transaction takes.
 */
final class OutboxWriter {
  /** Bytes; well under what a Kafka record may have, with its headers. */
  static final int MAX_PAYLOAD = 512 * 1024;

  private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String APPEND =
      """
      with taken as (
        insert into public.tenant_sequences as s (tenant_id, context, last_seq) values (?, ?, ?)
        on conflict (tenant_id, context) do update set last_seq = s.last_seq + excluded.last_seq
        returning last_seq),
      written as (
        insert into public.outbox (id, aggregatetype, aggregateid, type, payload, tenant_id, tenant_seq, occurred_at, traceparent)
        select e.id, ?, e.aggregateid, e.type, e.payload, ?, taken.last_seq - ? + e.place, clock_timestamp(), ?
        from taken, unnest(?, ?, ?, ?) with ordinality as e (id, aggregateid, type, payload, place)
        order by e.place)""";
  private static final String LAST = " select last_seq from taken";

  /** What {@link #APPEND} asks for; a journal's row has its own behind. */
  private static final int PARAMETERS = 11;

  private final JdbcTemplate jdbc;
  private final Payloads payloads;

  OutboxWriter(JdbcTemplate jdbc, Payloads payloads) {
    this.jdbc = jdbc;
    this.payloads = payloads;
  }

  /**
   * Writes the events in their order, by one statement.
   *
   * @return the last {@code tenant_seq} taken, or the present one when there are no events
   */
  long append(Context context, UUID tenantId, List<? extends SpecificRecord> events, @Nullable String traceparent) {
    return append(context, tenantId, events, null, traceparent);
  }

  /**
   * As {@link #append(Context, UUID, List, String)}; the same statement writes the row, if there is one.
   *
   * @throws IllegalArgumentException for a row without events
   */
  long append(
      Context context,
      UUID tenantId,
      List<? extends SpecificRecord> events,
      @Nullable JournalRow row,
      @Nullable String traceparent) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an outbox row is written in the transaction of the change that it tells");
    }
    if (events.isEmpty()) {
      if (row != null) {
        throw new IllegalArgumentException("a journal's row is written with the events that tell it");
      }
      return last(context, tenantId);
    }
    byte[][] encoded = events.stream().map(this::encode).toArray(byte[][]::new);
    Span span = Spans.child("INSERT outbox", SpanKind.CLIENT, traceparent);
    try {
      return append(context, tenantId, events, encoded, row, Spans.traceparent(span, valid(traceparent)));
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      if (span.isRecording()) {
        span.setAttribute("db.system.name", "postgresql").setAttribute("db.operation.name", "INSERT")
            .setAttribute("db.collection.name", "public.outbox").setAttribute("tributary.context", context.id()).end();
      }
    }
  }

  private long append(
      Context context,
      UUID tenantId,
      List<? extends SpecificRecord> events,
      byte[][] encoded,
      @Nullable JournalRow row,
      @Nullable String traceparent) {
    String sql = APPEND + (row == null ? "" : ", along as (" + row.insert() + ")") + LAST;
    Long last =
        jdbc.query(
            connection -> {
              PreparedStatement statement = connection.prepareStatement(sql);
              statement.setObject(1, tenantId);
              statement.setString(2, context.id());
              statement.setLong(3, events.size());
              statement.setString(4, context.id());
              statement.setObject(5, tenantId);
              statement.setLong(6, events.size());
              statement.setString(7, traceparent);
              Array ids = connection.createArrayOf("uuid", column(events, event -> UUID.fromString(meta(event).getId())));
              statement.setArray(8, ids);
              statement.setArray(9, connection.createArrayOf("text", column(events, e -> meta(e).getAggregateId())));
              statement.setArray(10, connection.createArrayOf("text", column(events, e -> e.getSchema().getFullName())));
              statement.setArray(11, connection.createArrayOf("bytea", encoded));
              int next = PARAMETERS + 1;
              for (Object value : row == null ? List.of() : row.values()) {
                statement.setObject(next++, value);
              }
              return statement;
            },
            rows -> rows.next() ? rows.getLong(1) : null);
    if (last == null) {
      throw new IllegalStateException("the tenant's sequence gave no number");
    }
    return last;
  }

  /** The last {@code tenant_seq} taken; 0 before the first. */
  long last(Context context, UUID tenantId) {
    List<Long> last =
        jdbc.queryForList(
            "select last_seq from public.tenant_sequences where tenant_id = ? and context = ?",
            Long.class, tenantId, context.id());
    return last.isEmpty() ? 0 : last.getFirst();
  }

  private byte[] encode(SpecificRecord event) {
    byte[] payload = payloads.encode(event);
    if (payload.length > MAX_PAYLOAD) {
      throw new ProblemException(
          ErrorCode.PAYLOAD_TOO_LARGE, "the event would have " + payload.length + " bytes; at most " + MAX_PAYLOAD);
    }
    return payload;
  }

  private static Object[] column(List<? extends SpecificRecord> events, Function<SpecificRecord, Object> value) {
    return events.stream().map(value).toArray();
  }

  /** The envelope is every event's first field (contract "Schemas"). */
  private static EventMeta meta(SpecificRecord event) {
    return (EventMeta) event.get(0);
  }

  /** W3C: who receives a malformed traceparent goes on as if there were none. */
  private static @Nullable String valid(@Nullable String traceparent) {
    return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
  }
}
