package io.tributary.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * What a team would write instead: one transaction with a conditional update and a unique operation row, fsync and
 * synchronous_commit on.
 */
final class PostgresDecisions implements Decisions {
  private final PostgresPool postgres = new PostgresPool();
  private final HikariDataSource pool = postgres.pool();

  PostgresDecisions() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table wallet (tenant_id uuid primary key, balance bigint not null check (balance >= 0))");
      statement.execute(
          "create table operation (tenant_id uuid, operation_id text, amount bigint not null,"
              + " at timestamptz not null default now(), primary key (tenant_id, operation_id))");
      connection.commit();
    }
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public void open(UUID tenantId) throws SQLException {
    update("insert into wallet values (?, 1000000000000)", tenantId);
  }

  @Override
  public void consume(UUID tenantId, String operationId) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement operation = connection.prepareStatement("insert into operation values (?, ?, 1)");
        PreparedStatement wallet =
            connection.prepareStatement(
                "update wallet set balance = balance - 1 where tenant_id = ? and balance >= 1 returning balance")) {
      operation.setObject(1, tenantId);
      operation.setString(2, operationId);
      operation.executeUpdate();
      wallet.setObject(1, tenantId);
      if (!wallet.executeQuery().next()) {
        throw new IllegalStateException("not approved");
      }
      connection.commit();
    }
  }

  private void update(String sql, UUID tenantId) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenantId);
      statement.executeUpdate();
      connection.commit();
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
