package io.tributary.connectors;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What others make before a capture can start: the publication (the outbox's migrations) and the raw topics. */
public final class CaptureNeeds {
  private CaptureNeeds() {}

  /**
   * Which of them are missing now, as people call them; empty when the capture can start.
   *
   * @throws CaptureException when PostgreSQL was not set up for logical decoding
   * @throws SQLException when PostgreSQL doesn't answer
   * @throws ExecutionException when the brokers don't
   */
  public static List<String> missing(CaptureConfig config) throws SQLException, ExecutionException, InterruptedException {
    List<String> missing = new ArrayList<>();
    String publication = String.valueOf(ConnectorProperties.asWritten().get("publication.name"));
    try (Connection connection = DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password())) {
      requireLogicalDecoding(connection);
      if (!hasPublication(connection, publication)) {
        missing.add("publication " + publication);
      }
    }
    try (Admin admin = config.kafka().admin("tributary-capture-needs")) {
      Set<String> topics = new HashSet<>(admin.listTopics().names().get());
      CaptureTopics.all().stream()
          .map(CaptureTopics.CaptureTopic::name)
          .filter(topic -> !topics.contains(topic))
          .forEach(topic -> missing.add("topic " + topic));
    }
    return missing;
  }

  static void requireLogicalDecoding(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("show wal_level");
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (!row.getString(1).equals("logical")) {
        throw new CaptureException("PostgreSQL runs with wal_level=" + row.getString(1)
            + ", and capture needs logical: set it in the server's configuration and restart the server.");
      }
    }
  }

  static boolean hasPublication(Connection connection, String publication) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from pg_publication where pubname = ?")) {
      statement.setString(1, publication);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
