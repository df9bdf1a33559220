package io.tributary.schemas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** An HTTP server that answers what it was told, in order, and keeps what it was asked. */
final class ScriptedServer {
  record Request(String line, String contentType, String authorization, String body) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Answer otherwise = new Answer(404, "nothing scripted");
  private volatile Duration delay = Duration.ZERO;

  ScriptedServer() {
    this(null, false);
  }

  /**
   * @param tls with which it speaks; in the clear when null
   * @param known whether its clients need a certificate
   */
  ScriptedServer(@Nullable SSLContext tls, boolean known) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      if (tls == null) {
        server = HttpServer.create(address, 0);
      } else {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters demanded = tls.getDefaultSSLParameters();
            demanded.setNeedClientAuth(known);
            parameters.setSSLParameters(demanded);
          }
        });
        server = secure;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  void stop() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  ScriptedServer answer(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  void otherwise(int status, String body) {
    otherwise = new Answer(status, body);
  }

  /** How long each answer is held back, unless the server is stopped first. */
  ScriptedServer delay(Duration time) {
    delay = time;
    return this;
  }

  List<Request> requests() {
    return requests;
  }

  String url() {
    return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
              header(exchange, "Content-Type"),
              header(exchange, "Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      if (stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      Answer next = answers.poll();
      Answer answer = next == null ? otherwise : next;
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
