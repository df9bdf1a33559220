package io.tributary.connectors;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exception from PostgreSQL, Kafka or the engine means.
 *
 * @param connection the connection to PostgreSQL broke or could not be made: trying again may help
 * @param reason one line
 */
record EngineFailure(boolean connection, String reason) {
  /**
   * SQLSTATE classes that pass: connection exceptions, insufficient resources, object not in the needed state (the slot is
   * still held), operator intervention, system errors.
   */
  private static final Set<String> PASSING = Set.of("08", "53", "55", "57", "58");

  static EngineFailure of(Throwable thrown) {
    EngineFailure result = new EngineFailure(false, describe(thrown));
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CaptureException refused -> {
          return new EngineFailure(false, String.valueOf(refused.getMessage()));
        }
        case SQLException sql -> result = new EngineFailure(passes(sql), describe(sql));
        case IOException io -> result = new EngineFailure(true, describe(io));
        default -> {}
      }
    }
    return result;
  }

  private static boolean passes(SQLException sql) {
    String sqlState = sql.getSQLState();
    return sqlState != null && PASSING.contains(sqlState.substring(0, 2));
  }

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
