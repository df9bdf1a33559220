package io.tributary.app.cli;

import io.tributary.app.serve.HttpAddress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a process listens for HTTP: for the API where it has one, for health and metrics in any case. */
final class HttpOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:TRIBUTARY_HTTP_HOST:-0.0.0.0}",
      description = "Address to listen on (TRIBUTARY_HTTP_HOST; default: all).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:TRIBUTARY_HTTP_PORT:-8080}",
      description = "HTTP port; health and metrics are there, too (TRIBUTARY_HTTP_PORT; default: 8080).")
  private int port;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  HttpAddress address() {
    Given.port(spec, "--port", port);
    return new HttpAddress(host, port);
  }
}
