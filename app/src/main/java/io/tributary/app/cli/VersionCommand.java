package io.tributary.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tributary version}. */
@Command(name = "version", description = "Prints the version, also of the Java it runs on.")
final class VersionCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().printf("tributary %s (Java %s, %s %s)%n", BuildVersion.get(),
        System.getProperty("java.version"), System.getProperty("os.name"), System.getProperty("os.arch"));
  }
}
