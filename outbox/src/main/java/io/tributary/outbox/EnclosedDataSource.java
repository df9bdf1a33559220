package io.tributary.outbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives out one connection again and again, to someone who would commit on it, and leaves commit and rollback to the
 * transaction around. Flyway writes a migration and its history row in two transactions; a crash between them would leave
 * a schema that no later attempt can migrate. In Postgres tables come and go with the transaction, so one will do.
 */
final class EnclosedDataSource extends AbstractDataSource {
  private final Connection enclosed;

  EnclosedDataSource(Connection enclosed) {
    this.enclosed = enclosed;
  }

  @Override
  public Connection getConnection() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lease(enclosed));
  }

  @Override
  public Connection getConnection(String username, String password) {
    return getConnection();
  }

  /** What one borrower believes about its connection. */
  private static final class Lease implements InvocationHandler {
    private final Connection enclosed;
    private boolean autoCommit = true;
    private boolean closed;

    Lease(Connection enclosed) {
      this.enclosed = enclosed;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
      return switch (method.getName()) {
        case "commit", "rollback" -> null;
        case "close" -> {
          closed = true;
          yield null;
        }
        case "isClosed" -> closed;
        case "getAutoCommit" -> autoCommit;
        case "setAutoCommit" -> {
          autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
          yield null;
        }
        default -> onEnclosed(method, arguments);
      };
    }

    private @Nullable Object onEnclosed(Method method, Object @Nullable [] arguments) throws Throwable {
      try {
        return method.invoke(enclosed, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
