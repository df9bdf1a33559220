package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.platform.Database;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The laboratory's servers, each of which can be taken away and brought back at the same place. */
final class LabServers implements AutoCloseable {
  private final Path root;
  private final EmbeddedRegistry registry;
  private final LabKafka kafka;
  private EmbeddedPostgres postgres;

  LabServers(Path root, Experiment.Brokers brokers) {
    this.root = root;
    postgres = EmbeddedPostgres.start(root.resolve("postgres"), 0);
    kafka = LabKafka.start(brokers, root.resolve("kafka"));
    registry = EmbeddedRegistry.start(root.resolve("registry"), 0);
  }

  Database database() {
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  /** What {@code pg_ctl stop -m immediate} does: no checkpoint, no farewell. */
  void stopPostgresImmediately() throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(postgres.process().pid())).start().waitFor();
      postgres.exited().get();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot stop PostgreSQL: " + e.getMessage(), e);
    } catch (ExecutionException expected) {
      // It tells that it ended by itself.
    }
  }

  void startPostgres() {
    int port = postgres.port();
    postgres.close();
    postgres = EmbeddedPostgres.start(root.resolve("postgres"), port);
  }

  /** Runs one statement as the platform's own user; returns the first column of its rows, if it has some. */
  List<String> sql(String statement) {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement made = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (made.execute(statement)) {
        ResultSet found = made.getResultSet();
        while (found.next()) {
          rows.add(String.valueOf(found.getString(1)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new CommandFailure(ExitCode.FAILED, "PostgreSQL refused " + statement + ": " + e.getMessage(), e);
    }
  }

  /** Kafka, where it is one broker. */
  LabKafka.One one() {
    return (LabKafka.One) kafka;
  }

  /** Kafka, where it is three. */
  LabKafka.Three three() {
    return (LabKafka.Three) kafka;
  }

  /** Ends what an experiment did to them. */
  void restore() {
    if (!postgres.process().isAlive()) {
      startPostgres();
    }
    kafka.restore();
  }

  @Override
  public void close() {
    registry.close();
    kafka.close();
    postgres.close();
  }
}
