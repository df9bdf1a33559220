package io.tributary.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The replication slot as PostgreSQL has it.
 *
 * @param confirmed PostgreSQL may forget what was committed before it
 * @param active a reader is connected
 * @param lost the server has removed log that the slot still needed
 */
record ReplicationSlot(String name, Lsn confirmed, boolean active, boolean lost) {
  static Optional<ReplicationSlot> find(Connection connection, String name) throws SQLException {
    String sql =
        "select coalesce(confirmed_flush_lsn, '0/0'), active, coalesce(wal_status = 'lost', false)"
            + " from pg_replication_slots where slot_name = ? and database = current_database()";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new ReplicationSlot(name, Lsn.parse(row.getString(1)), row.getBoolean(2), row.getBoolean(3)))
            : Optional.empty();
      }
    }
  }

  static void drop(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_drop_replication_slot(?)")) {
      statement.setString(1, name);
      statement.execute();
    }
  }
}
