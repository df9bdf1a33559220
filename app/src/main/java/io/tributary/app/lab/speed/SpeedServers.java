package io.tributary.app.lab.speed;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.app.platform.Database;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
import java.nio.file.Path;

/** The servers of one measurement, in this process and beside it. */
final class SpeedServers implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;

  /** Starts them, with their data below {@code root}. */
  SpeedServers(Path root) {
    postgres = EmbeddedPostgres.start(root.resolve("postgres"), 0);
    broker = EmbeddedBroker.start(root.resolve("kafka"), 0);
    registry = EmbeddedRegistry.start(root.resolve("registry"), 0);
  }

  Database database() {
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  /** PostgreSQL's first process; the others are below it. */
  ProcessHandle postgres() {
    return postgres.process().toHandle();
  }

  /** A pool of connections, the caller's to close. */
  HikariDataSource pool(int connections) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(postgres.jdbcUrl());
    settings.setUsername(postgres.user());
    settings.setPassword(postgres.password());
    settings.setMaximumPoolSize(connections);
    return new HikariDataSource(settings);
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
    postgres.close();
  }
}
