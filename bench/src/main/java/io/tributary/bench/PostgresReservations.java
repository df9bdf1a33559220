package io.tributary.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * What a team would write instead: one transaction that takes the row lock of the place with the oldest goods, keeps some of
 * them, and leaves the reservation and a unique operation row; fsync and synchronous_commit on.
 */
final class PostgresReservations implements Decisions {
  private final PostgresPool postgres = new PostgresPool();
  private final HikariDataSource pool = postgres.pool();

  PostgresReservations() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table stock (product_id uuid, location_id text, quantity numeric not null, reserved numeric not null"
              + " default 0, received_at timestamptz not null default now(), primary key (product_id, location_id),"
              + " check (reserved <= quantity))");
      statement.execute(
          "create table reservation (id uuid primary key default gen_random_uuid(), product_id uuid not null,"
              + " location_id text not null, order_id text not null, quantity numeric not null)");
      statement.execute(
          "create table operation (operation_id text primary key, reservation_id uuid not null,"
              + " at timestamptz not null default now())");
      connection.commit();
    }
  }

  @Override
  public String name() {
    return "PostgreSQL, row locks";
  }

  @Override
  public void open(UUID product) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement("insert into stock values (?, 'l', 100000000000)")) {
      statement.setObject(1, product);
      statement.executeUpdate();
      connection.commit();
    }
  }

  @Override
  public void consume(UUID product, String operationId) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement place =
            connection.prepareStatement(
                "select location_id from stock where product_id = ? and quantity - reserved >= 1"
                    + " order by received_at, location_id limit 1 for update");
        PreparedStatement stock =
            connection.prepareStatement(
                "update stock set reserved = reserved + 1 where product_id = ? and location_id = ?");
        PreparedStatement reservation =
            connection.prepareStatement(
                "with made as (insert into reservation (product_id, location_id, order_id, quantity) values (?, ?, ?, 1)"
                    + " returning id) insert into operation (operation_id, reservation_id) select ?, id from made")) {
      place.setObject(1, product);
      ResultSet found = place.executeQuery();
      if (!found.next()) {
        throw new IllegalStateException("not reserved");
      }
      String location = found.getString(1);
      stock.setObject(1, product);
      stock.setString(2, location);
      stock.executeUpdate();
      reservation.setObject(1, product);
      reservation.setString(2, location);
      reservation.setString(3, operationId);
      reservation.setString(4, operationId);
      reservation.executeUpdate();
      connection.commit();
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
