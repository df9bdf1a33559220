package io.tributary.app.lab.speed;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.lab.speed.Stand.Account;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The server that the platform uses, with nothing behind it but one read of PostgreSQL by its primary key. */
final class PrimaryKeyFront implements AutoCloseable {
  private static final String READ =
      "select funded, unallocated from public.credit_pools where tenant_id = ? and entity_id = ?";

  private final HikariDataSource pool;
  private final Tomcat tomcat = new Tomcat();

  PrimaryKeyFront(HikariDataSource pool, Path home) throws LifecycleException {
    this.pool = pool;
    tomcat.setBaseDir(home.toString());
    tomcat.setPort(0);
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "read", new Servlet());
    context.addServletMappingDecoded("/read", "read");
    tomcat.getConnector().getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.start();
  }

  Getter getter() {
    return new Getter("http://127.0.0.1:" + tomcat.getConnector().getLocalPort(), "none");
  }

  static String path(Account account) {
    return "/read?tenant=" + account.tenant() + "&entity=" + account.entity();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot stop the laboratory's own server: " + e.getMessage(), e);
    }
  }

  private final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
      try (Connection connection = pool.getConnection();
          PreparedStatement statement = connection.prepareStatement(READ)) {
        statement.setObject(1, UUID.fromString(request.getParameter("tenant")));
        statement.setString(2, request.getParameter("entity"));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          response.setContentType("application/json");
          response.getWriter().write("{\"funded\":%d,\"unallocated\":%d}".formatted(row.getLong(1), row.getLong(2)));
        }
      } catch (SQLException e) {
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e.toString());
      }
    }
  }
}
