package io.tributary.app.cli;

import io.tributary.app.platform.Tracing;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a server's spans go. */
final class TraceOptions {
  @Option(
      names = "--otlp-endpoint",
      paramLabel = "URL",
      defaultValue = "${env:OTEL_EXPORTER_OTLP_ENDPOINT}",
      description = "Where spans go by OTLP over HTTP, such as http://collector:4318; OpenTelemetry's other variables hold, too "
          + "(OTEL_EXPORTER_OTLP_ENDPOINT; default: none are made).")
  private @Nullable String endpoint;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Begins, where somebody wants spans; whoever starts it ends it. */
  Tracing start() {
    boolean refused = Boolean.parseBoolean(variable("OTEL_SDK_DISABLED")) || variable("OTEL_TRACES_EXPORTER").equals("none");
    boolean wanted = Stream.of(given().orElse(""), variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))
        .anyMatch(url -> !url.isBlank());
    return wanted && !refused
        ? Tracing.start(given(), "tributary-" + spec.name(), BuildVersion.get())
        : Tracing.none();
  }

  private Optional<String> given() {
    return Optional.ofNullable(endpoint).filter(url -> !url.isBlank());
  }

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }
}
