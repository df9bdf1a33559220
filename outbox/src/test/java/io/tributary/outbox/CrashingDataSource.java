package io.tributary.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Fails at one of the commits that pass through it, and at everything after that, like a process that is gone. */
final class CrashingDataSource extends DelegatingDataSource {
  private final int at;
  private final boolean committed;
  private int commits;
  private boolean dead;

  /**
   * @param at the number of the commit, from 1
   * @param committed whether Postgres still gets that commit
   */
  CrashingDataSource(DataSource target, int at, boolean committed) {
    super(target);
    this.at = at;
    this.committed = committed;
  }

  boolean crashed() {
    return dead;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (dead) {
      throw new SQLException("crashed before");
    }
    Connection connection = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                commit(connection);
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private synchronized void commit(Connection connection) throws SQLException {
    if (!dead && ++commits == at) {
      dead = true;
      if (committed) {
        connection.commit();
      } else {
        connection.rollback();
      }
      throw new SQLException("crashed");
    }
    connection.commit();
  }
}
