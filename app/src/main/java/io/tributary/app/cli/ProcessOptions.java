package io.tributary.app.cli;

import io.tributary.app.instance.Secrets;
import io.tributary.queries.remote.QueryTls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all processes of one platform share, and what each is called. */
final class ProcessOptions {
  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_SECRETS_DIR}",
      description = "The keys that `tributary secrets` made; all instances have the same (TRIBUTARY_SECRETS_DIR).")
  private @Nullable Path secrets;

  @Option(
      names = "--query-tls",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_QUERY_TLS_DIR}",
      description = "Mutual TLS where processes ask each other: tls.crt, tls.key and ca.crt; all instances have it, or none "
          + "(TRIBUTARY_QUERY_TLS_DIR; default: none).")
  private @Nullable Path queryTls;

  @Option(
      names = "--instance",
      paramLabel = "ID",
      defaultValue = "${env:TRIBUTARY_INSTANCE_ID}",
      description = "Unique among running instances, the same after a restart (TRIBUTARY_INSTANCE_ID; default: the host's name).")
  private @Nullable String instance;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "${env:TRIBUTARY_PARTITIONS:-4}",
      description = "Of every topic, the same everywhere; permanent once they exist (TRIBUTARY_PARTITIONS; default: 4).")
  private int partitions;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Secrets secrets() {
    String directory = Given.required(
        spec, "--secrets", "TRIBUTARY_SECRETS_DIR", secrets == null ? null : secrets.toString());
    Secrets served = Secrets.served(Path.of(directory).toAbsolutePath().normalize());
    if (queryTls == null || queryTls.toString().isBlank()) {
      return served;
    }
    try {
      return served.with(QueryTls.read(queryTls.toAbsolutePath().normalize()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--query-tls: " + e.getMessage(), e);
    }
  }

  String instanceId() {
    return Given.orHostName(instance);
  }

  int partitions() {
    Given.require(spec, partitions >= 1, "--partitions must be at least 1.");
    return partitions;
  }
}
