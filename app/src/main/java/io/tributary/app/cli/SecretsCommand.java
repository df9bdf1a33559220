package io.tributary.app.cli;

import io.tributary.app.instance.Secrets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary secrets}. */
@Command(
    name = "secrets",
    description = {
      "Makes the keys that `tributary serve` needs, where they are missing.",
      "",
      "Three files of 32 random bytes, readable by their owner only. Keep master.key as long as the database, and safe: without "
          + "it, the names and addresses of people can't be read any more."
    })
final class SecretsCommand implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "${env:TRIBUTARY_SECRETS_DIR}",
      description = "Where they go (TRIBUTARY_SECRETS_DIR).")
  private @Nullable Path directory;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    if (directory == null || directory.toString().isBlank()) {
      throw new ParameterException(spec.commandLine(), "Missing: give a directory, or set TRIBUTARY_SECRETS_DIR.");
    }
    Path home = directory.toAbsolutePath().normalize();
    Secrets.create(home);
    spec.commandLine().getOut().println("The keys are in " + home + ".");
  }
}
