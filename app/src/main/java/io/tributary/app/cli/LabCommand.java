package io.tributary.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary lab}. */
@Command(
    name = "lab",
    description = "Laboratories: what the platform does when things go wrong, and how fast it is.",
    subcommands = {LabFaultsCommand.class, LabSpeedCommand.class})
final class LabCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a laboratory: faults, speed.");
  }
}
