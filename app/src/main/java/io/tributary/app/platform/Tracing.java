package io.tributary.app.platform;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.schemas.Spans;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Exports this process's spans by OTLP for as long as it is open. OpenTelemetry's own variables ({@code OTEL_*}) settle the rest: sampler,
 * headers, certificates, batches, resource.
 */
public final class Tracing implements AutoCloseable {
  private static final long CLOSE_SECONDS = 2;

  private final Optional<OpenTelemetrySdk> sdk;

  private Tracing(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
  }

  /** Of a process that exports none. */
  public static Tracing none() {
    return new Tracing(Optional.empty());
  }

  /**
   * @param endpoint base of the collector's OTLP over HTTP; empty where a variable names the one for traces
   * @param service what the process is called, unless {@code OTEL_SERVICE_NAME} says otherwise
   * @throws CommandFailure {@code USAGE} when a variable says what can't be
   */
  public static Tracing start(Optional<String> endpoint, String service, String version) {
    Map<String, String> usual = new HashMap<>();
    usual.put("otel.service.name", service);
    usual.put("otel.resource.attributes", "service.version=" + version);
    usual.put("otel.exporter.otlp.protocol", "http/protobuf");
    Map<String, String> settled = new HashMap<>(Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"));
    endpoint.ifPresent(given -> settled.put("otel.exporter.otlp.endpoint", given));
    try {
      OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
          .disableShutdownHook()
          .addPropertiesSupplier(() -> usual)
          .addPropertiesCustomizer(said -> settled)
          .build()
          .getOpenTelemetrySdk();
      Spans.record(sdk.getTracer("io.tributary", version));
      return new Tracing(Optional.of(sdk));
    } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
      throw new CommandFailure(ExitCode.USAGE, "Traces can't be exported: " + e.getMessage(), e);
    }
  }

  /** Hands over what is left, for two seconds at most. */
  @Override
  public void close() {
    Spans.record(null);
    sdk.ifPresent(exporting -> exporting.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
  }
}
