package io.tributary.api;

import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;

/** The running HTTP server. */
public final class ApiServer implements AutoCloseable {
  private final ServletWebServerApplicationContext context;

  private ApiServer(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts serving; returns when the port accepts connections.
   *
   * @throws PortInUseException when the port is taken; nothing stays open then
   */
  public static ApiServer start(ApiConfig config, ApiParts parts) {
    SpringApplication application = new SpringApplication(ApiApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    // Logging belongs to the process, not to one of its parts.
    application.setListeners(
        application.getListeners().stream()
            .filter(listener -> !(listener instanceof LoggingApplicationListener))
            .toList());
    application.setDefaultProperties(properties(config));
    application.addInitializers(fresh -> provide(fresh, config, parts));
    try {
      return new ApiServer((ServletWebServerApplicationContext) application.run());
    } catch (ApplicationContextException e) {
      if (e.getCause() instanceof PortInUseException taken) {
        throw taken;
      }
      throw e;
    }
  }

  /** Hands the parts to the controllers. Spring doesn't close what is registered this way: their maker does. */
  private static void provide(ConfigurableApplicationContext context, ApiConfig config, ApiParts parts) {
    context.getBeanFactory().registerSingleton("apiConfig", config);
    context.getBeanFactory().registerSingleton("apiParts", parts);
    parts.beans().forEach(context.getBeanFactory()::registerSingleton);
  }

  private static Map<String, Object> properties(ApiConfig config) {
    return Map.ofEntries(
        Map.entry("spring.main.web-application-type", "servlet"),
        Map.entry("spring.main.keep-alive", "false"),
        Map.entry("spring.threads.virtual.enabled", "true"),
        Map.entry("spring.lifecycle.timeout-per-shutdown-phase", config.closeTimeout().toMillis() + "ms"),
        Map.entry("server.address", config.host()),
        Map.entry("server.port", Integer.toString(config.port())),
        Map.entry("server.shutdown", "graceful"),
        Map.entry("server.compression.enabled", "true"),
        Map.entry("server.compression.mime-types", "application/json,application/problem+json,text/html,text/css,text/javascript"),
        Map.entry("spring.jackson.default-property-inclusion", "non_null"),
        // A form would be read to its end, on disk, before anything could refuse it.
        Map.entry("spring.servlet.multipart.enabled", "false"),
        Map.entry("server.tomcat.connection-timeout", "20s"),
        // Tomcat would close a connection after a hundred requests, or when it is idle for 20 s. Clients keep theirs for 30 to 60 s, and one
        // that is closed just then fails a request that can't be sent again.
        Map.entry("server.tomcat.keep-alive-timeout", "75s"),
        Map.entry("server.tomcat.max-keep-alive-requests", "-1"),
        Map.entry("spring.mvc.log-resolved-exception", "false"),
        Map.entry("spring.web.resources.cache.cachecontrol.no-cache", "true"),
        // There are more paths than Boot expects of a service; each of them is a template, so their number is bounded.
        Map.entry("management.metrics.web.server.max-uri-tags", "400"),
        Map.entry("management.metrics.distribution.slo.http.server.requests", "10ms,50ms,100ms,250ms,500ms,1s,2500ms,5s"),
        Map.entry("springdoc.api-docs.enabled", "true"),
        Map.entry("springdoc.swagger-ui.enabled", "true"),
        Map.entry("springdoc.default-produces-media-type", "application/json"),
        Map.entry("springdoc.api-docs.path", "/openapi"),
        Map.entry("springdoc.api-docs.version", "openapi_3_1"),
        Map.entry("springdoc.swagger-ui.path", "/docs"),
        Map.entry("springdoc.swagger-ui.url", "/openapi.json"),
        Map.entry("springdoc.swagger-ui.disable-swagger-default-url", "true"));
  }

  /** The port that was taken. */
  public int port() {
    return Objects.requireNonNull(context.getWebServer()).getPort();
  }

  /** Stops accepting, lets requests under way finish for the configured time, then stops the rest. */
  @Override
  public void close() {
    context.close();
  }
}
