package io.tributary.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * About how many outbox rows capture has not confirmed. A row doesn't tell its place in the log, so nothing can count them; but
 * PostgreSQL counts inserted rows, and whoever notes that count with the log's end from time to time knows roughly how many rows there
 * were at the place that is confirmed. Costs one look at a counter; the first time, up to ten thousand of the newest rows. PostgreSQL
 * tells its counts with a delay of up to ten seconds. Not thread-safe.
 */
public final class OutboxBacklog {
  private static final int NEWEST = 10_000;

  /** Marks kept: past them every second one is forgotten, and the estimate is coarser. */
  private static final int MARKS = 512;

  /** Log that a row takes at least, with its two index entries. */
  private static final int ROW_BYTES = 200;

  private static final String LOOK =
      """
      select pg_wal_lsn_diff(confirmed_flush_lsn, '0/0')::bigint, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
        pg_stat_get_tuples_inserted('public.outbox'::regclass)
      from pg_replication_slots where slot_name = ? and confirmed_flush_lsn is not null""";

  /** Whose transactions began before the slot's horizon are confirmed; of the later ones, most are not. */
  private static final String COUNT =
      """
      select count(*) from (select xmin from public.outbox order by id desc limit ?) as newest
      where age(xmin) <= (select age(catalog_xmin) from pg_replication_slots where slot_name = ?)""";

  /** Rows that were inserted by the time the log ended there. */
  private record Mark(long place, long rows) {}

  private final String slot = ConnectorProperties.asWritten().get("slot.name");
  private final List<Mark> marks = new ArrayList<>();

  /** Asks and estimates; empty while there is no slot. The connection stays open. */
  public OptionalLong read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? OptionalLong.of(estimate(connection, row.getLong(1), new Mark(row.getLong(2), row.getLong(3))))
            : OptionalLong.empty();
      }
    }
  }

  private long estimate(Connection connection, long confirmed, Mark now) throws SQLException {
    // PostgreSQL forgets its counts in a crash, and a new slot begins elsewhere.
    if (!marks.isEmpty() && (now.rows() < marks.getLast().rows() || confirmed < marks.getFirst().place())) {
      marks.clear();
    }
    if (marks.isEmpty()) {
      marks.add(new Mark(confirmed, now.rows() - Math.min(newest(connection), atMost(confirmed, now))));
    }
    if (now.place() > marks.getLast().place()) {
      marks.add(now);
    }
    while (marks.size() > 1 && marks.get(1).place() <= confirmed) {
      marks.removeFirst();
    }
    for (int i = marks.size() - 2; marks.size() > MARKS && i > 0; i -= 2) {
      marks.remove(i);
    }
    return Math.clamp(now.rows() - rowsAt(confirmed), 0, atMost(confirmed, now));
  }

  private static long atMost(long confirmed, Mark now) {
    return Math.max(0, now.place() - confirmed) / ROW_BYTES;
  }

  /** Between the two marks around it, rows are taken to be spread evenly. */
  private long rowsAt(long confirmed) {
    Mark before = marks.getFirst();
    if (marks.size() == 1) {
      return before.rows();
    }
    Mark after = marks.get(1);
    double share = (double) (confirmed - before.place()) / (after.place() - before.place());
    return before.rows() + Math.round(share * (after.rows() - before.rows()));
  }

  private long newest(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setInt(1, NEWEST);
      statement.setString(2, slot);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
