package io.tributary.app.serve;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.platform.Database;
import io.tributary.app.serve.Waiting.NotYetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/** A PostgreSQL that others run. */
final class ExternalPostgres {
  /** SQLSTATE classes of a server that is away, full, or starting: connection, resources, operator intervention. */
  private static final Set<String> PASSING = Set.of("08", "53", "57");

  private ExternalPostgres() {}

  /**
   * Returns once it accepts the user.
   *
   * @throws CommandFailure when it can't be reached in time, or refuses
   */
  static Database await(Database database, Duration patience) throws InterruptedException {
    return Waiting.until(patience, "PostgreSQL at " + database + " cannot be reached", () -> {
      try (Connection connection = connect(database)) {
        return database;
      } catch (SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (PASSING.contains(state.substring(0, 2))) {
          throw new NotYetException(Waiting.reason(e), e);
        }
        throw new CommandFailure(ExitCode.PART_FAILED, "PostgreSQL at " + database + " refuses: " + e.getMessage(), e);
      }
    });
  }

  private static Connection connect(Database database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    return DriverManager.getConnection(database.jdbcUrl(), properties);
  }
}
