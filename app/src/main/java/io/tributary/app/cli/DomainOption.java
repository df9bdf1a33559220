package io.tributary.app.cli;

import io.tributary.api.ApiConfig;
import io.tributary.app.serve.HttpAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which hosts name tenants. */
final class DomainOption {
  @Option(
      names = "--base-domain",
      paramLabel = "DOMAIN",
      defaultValue = "${env:TRIBUTARY_BASE_DOMAIN}",
      description = "Domain whose subdomains name tenants (TRIBUTARY_BASE_DOMAIN; default: none).")
  private @Nullable String baseDomain;

  ApiConfig config(HttpAddress http, String instanceId) {
    String domain = Given.isGiven(baseDomain) ? baseDomain : null;
    return ApiConfig.of(http.host(), http.port(), domain, instanceId, BuildVersion.get());
  }
}
