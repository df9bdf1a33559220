package io.tributary.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.embedded.EmbeddedPostgres;

/** A PostgreSQL of our own and connections to it; they commit when told to. */
final class PostgresPool implements AutoCloseable {
  /** More connections than this were slower on two cores. */
  private static final int CONNECTIONS = 32;

  private final EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
  private final HikariDataSource pool;

  PostgresPool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl());
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(120_000);
    config.setAutoCommit(false);
    pool = new HikariDataSource(config);
  }

  HikariDataSource pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    postgres.close();
  }
}
