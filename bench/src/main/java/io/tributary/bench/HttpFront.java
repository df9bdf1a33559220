package io.tributary.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Any decider behind one and the same HTTP front, the server that the platform uses, and asked through it. */
final class HttpFront implements Decisions {
  private final Decisions behind;
  private final Path home;
  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final String address;

  HttpFront(Decisions behind) throws IOException, LifecycleException {
    this.behind = behind;
    home = Files.createTempDirectory("tributary-bench-front");
    tomcat.setBaseDir(home.toString());
    tomcat.setPort(0);
    var context = tomcat.addContext("", home.toString());
    Tomcat.addServlet(context, "consume", new Servlet());
    context.addServletMappingDecoded("/consume", "consume");
    var protocol = tomcat.getConnector().getProtocolHandler();
    protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    tomcat.getConnector().setProperty("maxConnections", "16384");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.start();
    address = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/consume?tenant=";
  }

  @Override
  public String name() {
    return behind.name() + ", HTTP";
  }

  @Override
  public int perCall() {
    return behind.perCall();
  }

  @Override
  public void open(UUID tenantId) throws Exception {
    behind.open(tenantId);
  }

  @Override
  public void consume(UUID tenantId, String operationId) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + tenantId + "&operation=" + operationId))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != HttpServletResponse.SC_OK) {
      throw new IllegalStateException("not approved: " + status);
    }
  }

  @Override
  public void close() {
    client.close();
    try {
      tomcat.stop();
      tomcat.destroy();
      DecisionBench.delete(home);
    } catch (LifecycleException | IOException e) {
      throw new IllegalStateException(e);
    } finally {
      behind.close();
    }
  }

  private final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
      try {
        behind.consume(UUID.fromString(request.getParameter("tenant")), request.getParameter("operation"));
        response.setStatus(HttpServletResponse.SC_OK);
      } catch (Exception e) {
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e.toString());
      }
    }
  }
}
