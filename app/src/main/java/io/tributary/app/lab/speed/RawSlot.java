package io.tributary.app.lab.speed;

import io.tributary.app.platform.Database;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/** A second slot on the outbox's publication, read to no end: PostgreSQL's decoding and its way here, nothing else. */
final class RawSlot {
  private static final String NAME = "laboratory_raw";
  private static final byte INSERT = 'I';
  private static final byte COMMIT = 'C';

  private RawSlot() {}

  static void create(Database database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(NAME));
    }
  }

  /** Reads so many rows, those since the last call; rows per second from the first one on. */
  static double drain(Database database, int rows) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, database.user());
    PGProperty.PASSWORD.set(properties, database.password());
    PGProperty.REPLICATION.set(properties, "database");
    // Without it the driver doesn't ask for a connection of that kind.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties);
        PGReplicationStream stream = connection.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
            .withSlotName(NAME)
            .withSlotOption("proto_version", 1)
            .withSlotOption("publication_names", "tributary_outbox")
            .withStatusInterval(1, TimeUnit.SECONDS)
            .start()) {
      long begin = 0;
      int seen = 0;
      byte kind = 0;
      // To the end of the last transaction, or it comes again the next time.
      while (seen < rows || kind != COMMIT) {
        ByteBuffer message = stream.read();
        kind = message.get(message.position());
        if (kind == INSERT) {
          begin = seen++ == 0 ? System.nanoTime() : begin;
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      stream.setFlushedLSN(stream.getLastReceiveLSN());
      stream.setAppliedLSN(stream.getLastReceiveLSN());
      stream.forceUpdateStatus();
      return rows / seconds;
    }
  }
}
