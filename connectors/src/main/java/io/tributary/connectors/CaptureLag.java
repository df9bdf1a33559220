package io.tributary.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far the slot is behind PostgreSQL's log.
 *
 * @param bytesBehind log written since the slot's confirmed position, in bytes; counts all tables, and up to about a
 *     second of rows that are captured but not confirmed yet
 * @param bytesRetained log that PostgreSQL keeps on its disk for the slot, in bytes
 * @param active a capture is connected
 */
public record CaptureLag(long bytesBehind, long bytesRetained, boolean active) {
  private static final String SQL =
      "select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint,"
          + " pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint, active"
          + " from pg_replication_slots where slot_name = ? and confirmed_flush_lsn is not null";

  /** Reads it; empty while there is no slot. The connection stays open. */
  public static Optional<CaptureLag> read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, ConnectorProperties.asWritten().get("slot.name"));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new CaptureLag(row.getLong(1), row.getLong(2), row.getBoolean(3)))
            : Optional.empty();
      }
    }
  }
}
