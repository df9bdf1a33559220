package io.tributary.app.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.api.health.HealthSource;
import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import io.tributary.api.health.HealthView;
import io.tributary.api.health.ShownMeters;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.cli.BuildVersion;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Health and metrics over HTTP of a process that has no API, at the same paths and in the same words: {@code /health}, {@code
 * /health/live}, {@code /health/ready}, {@code /metrics}.
 */
public final class StatusServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain;version=0.0.4;charset=utf-8";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final LogbackMetrics logged = new LogbackMetrics();
  private final HealthSource health;

  private StatusServer(HttpServer server, HealthSource health, List<? extends MeterBinder> figures) {
    this.server = server;
    this.health = health;
    metrics.config().meterFilter(ShownMeters.shown());
    Stream.concat(
            Stream.of(
                new JvmMemoryMetrics(), new JvmThreadMetrics(), new ClassLoaderMetrics(), new ProcessorMetrics(),
                new UptimeMetrics(), new FileDescriptorMetrics(), garbage, logged),
            figures.stream())
        .forEach(binder -> binder.bindTo(metrics));
    // What parts of this process measure is shown, too.
    Metrics.addRegistry(metrics);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** @throws CommandFailure {@code IN_USE} when the port is taken */
  public static StatusServer start(String host, int port, HealthSource health, List<? extends MeterBinder> figures)
      throws IOException {
    try {
      return new StatusServer(HttpServer.create(new InetSocketAddress(host, port), 0), health, figures);
    } catch (BindException e) {
      throw new CommandFailure(ExitCode.IN_USE, "Port " + port + " is taken; choose another with --port.", e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, JSON, "{}");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health" -> {
          Map<String, Part> parts = health.check();
          send(exchange, HealthView.worst(parts) == Status.DOWN ? 503 : 200, JSON,
              MAPPER.writeValueAsString(HealthView.of(parts, BuildVersion.get(), Instant.now())));
        }
        case "/health/live" -> send(exchange, 200, JSON, "{\"status\":\"ok\"}");
        case "/health/ready" -> ready(exchange);
        case "/metrics" -> send(exchange, 200, PROMETHEUS, metrics.scrape());
        default -> send(exchange, 404, JSON, "{}");
      }
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    List<String> waiting = health.check().entrySet().stream()
        .filter(part -> part.getValue().status() == Status.DOWN)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
    if (waiting.isEmpty()) {
      send(exchange, 200, JSON, "{\"status\":\"ok\"}");
    } else {
      send(exchange, 503, JSON, MAPPER.writeValueAsString(Map.of("code", "not_ready", "waitingFor", waiting)));
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    Metrics.removeRegistry(metrics);
    garbage.close();
    logged.close();
    metrics.close();
  }
}
