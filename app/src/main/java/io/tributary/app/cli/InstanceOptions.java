package io.tributary.app.cli;

import io.tributary.app.instance.Instance;
import io.tributary.app.instance.ServedInstance;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which instance a command speaks to: one that {@code dev} started, or one that {@code serve} did. */
final class InstanceOptions {
  @Mixin
  private DataOption data;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_SECRETS_DIR}",
      description = "Speak to a platform that `tributary serve` runs: its keys (TRIBUTARY_SECRETS_DIR).")
  private @Nullable Path secrets;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:TRIBUTARY_URL:-http://localhost:8080}",
      description = "Where that one is reached (TRIBUTARY_URL; default: http://localhost:8080).")
  private String url;

  /** What was named on the command line counts before what the environment says. */
  Instance instance() {
    if (data.isGiven() || secrets == null || secrets.toString().isBlank()) {
      return data.instance();
    }
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return new ServedInstance(base, secrets.toAbsolutePath().normalize());
  }
}
