package io.tributary.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes outbox rows that capture has confirmed. A row doesn't tell its place in the log, but whoever sees it knows that
 * its commit lies before the log's present end. So one run notes rows that it sees and then the log's end; a later run
 * deletes just these, once the slot has confirmed that end. What is noted is only in memory: after a restart it is noted
 * again. Call it periodically; one caller at a time does, more do no harm.
 */
public final class OutboxPurge {
  private static final int BATCH = 20_000;

  private final JdbcClient jdbc;
  private final String slot;
  private final Duration keep;
  private final Clock clock;
  private Optional<Noted> noted = Optional.empty();

  /** Rows seen, then the log's end as Postgres writes it. */
  private record Noted(List<UUID> ids, String end) {}

  /**
   * @param slot capture's replication slot
   * @param keep age below which rows stay even when they are confirmed
   */
  OutboxPurge(JdbcClient jdbc, String slot, Duration keep, Clock clock) {
    this.jdbc = jdbc;
    this.slot = slot;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * Deletes what an earlier run noted, if it is confirmed by now, and notes more; returns how many were deleted. Without
   * the slot nothing is.
   */
  public synchronized int run() {
    int deleted = 0;
    if (noted.isPresent() && confirmed(noted.get().end()).orElse(false)) {
      deleted = delete(noted.get().ids());
      noted = Optional.empty();
    }
    if (noted.isEmpty()) {
      noted = note();
    }
    return deleted;
  }

  private Optional<Noted> note() {
    Instant limit = clock.instant().minus(keep);
    // Ids are UUID v7: the primary key is in the order of time, and serves as the purge's index.
    List<UUID> ids =
        jdbc.sql("select id from public.outbox where id < ? and occurred_at < ? order by id limit ?")
            .params(lowest(limit), Sql.timestamp(limit), BATCH)
            .query(UUID.class)
            .list();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    // A statement of its own, after the one that saw the rows: their commits are before it.
    String end = jdbc.sql("select pg_current_wal_insert_lsn()::text").query(String.class).single();
    // A new slot begins at the log's end, with nothing read yet: it must be seen behind the end, to be seen to pass it.
    return confirmed(end).filter(passed -> !passed).map(behind -> new Noted(ids, end));
  }

  /** Whether the slot has passed that place; empty when there is no slot. */
  private Optional<Boolean> confirmed(String end) {
    return jdbc.sql(
            """
            select coalesce(confirmed_flush_lsn >= ?::pg_lsn, false) from pg_catalog.pg_replication_slots
            where slot_name = ? and database = current_database()""")
        .params(end, slot)
        .query(Boolean.class)
        .optional();
  }

  private int delete(List<UUID> ids) {
    return jdbc.sql("delete from public.outbox where id = any(?)").param(ids.toArray(UUID[]::new)).update();
  }

  /** The lowest UUID v7 of a time. */
  static UUID lowest(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
  }
}
