package io.tributary.app.cli;

import io.tributary.app.platform.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where PostgreSQL is. */
final class PostgresOptions {
  @Option(
      names = "--postgres-url",
      paramLabel = "URL",
      defaultValue = "${env:TRIBUTARY_POSTGRES_URL}",
      description = "PostgreSQL: jdbc:postgresql://host:5432/database (TRIBUTARY_POSTGRES_URL).")
  private @Nullable String postgresUrl;

  @Option(
      names = "--postgres-user",
      paramLabel = "USER",
      defaultValue = "${env:TRIBUTARY_POSTGRES_USER}",
      description = "Owner of the database; capture also needs REPLICATION (TRIBUTARY_POSTGRES_USER).")
  private @Nullable String postgresUser;

  @Option(
      names = "--postgres-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:TRIBUTARY_POSTGRES_PASSWORD}",
      description = "Better given by its variable: other users see command lines (TRIBUTARY_POSTGRES_PASSWORD).")
  private @Nullable String postgresPassword;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Database database() {
    return new Database(
        Given.required(spec, "--postgres-url", "TRIBUTARY_POSTGRES_URL", postgresUrl),
        Given.required(spec, "--postgres-user", "TRIBUTARY_POSTGRES_USER", postgresUser),
        Given.required(spec, "--postgres-password", "TRIBUTARY_POSTGRES_PASSWORD", postgresPassword));
  }
}
