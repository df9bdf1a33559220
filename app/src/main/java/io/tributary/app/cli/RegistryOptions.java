package io.tributary.app.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the schema registry is. */
final class RegistryOptions {
  @Option(
      names = "--registry-url",
      paramLabel = "URL",
      defaultValue = "${env:TRIBUTARY_REGISTRY_URL}",
      description = "Schema registry: its Confluent API, several separated by commas (TRIBUTARY_REGISTRY_URL).")
  private @Nullable String registryUrl;

  @Option(
      names = "--registry-basic-auth-user-info",
      paramLabel = "USER:PASSWORD",
      defaultValue = "${env:TRIBUTARY_REGISTRY_BASIC_AUTH_USER_INFO}",
      description = "Confluent's basic.auth.user.info, if the registry wants it (TRIBUTARY_REGISTRY_BASIC_AUTH_USER_INFO).")
  private @Nullable String registryUser;

  @Option(
      names = "--registry-properties",
      paramLabel = "FILE",
      defaultValue = "${env:TRIBUTARY_REGISTRY_PROPERTIES}",
      description = "Further properties by Confluent's names: schema.registry.ssl.truststore.location and the like "
          + "(TRIBUTARY_REGISTRY_PROPERTIES; default: none, and the JVM's trust store).")
  private @Nullable Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** By Confluent's property names. */
  Map<String, String> properties() {
    Map<String, String> properties = PropertiesFile.read(spec, "--registry-properties", file);
    properties.put(
        "schema.registry.url", Given.required(spec, "--registry-url", "TRIBUTARY_REGISTRY_URL", registryUrl));
    if (registryUser != null && !registryUser.isBlank()) {
      properties.put("basic.auth.credentials.source", "USER_INFO");
      properties.put("basic.auth.user.info", registryUser);
    }
    return properties;
  }
}
