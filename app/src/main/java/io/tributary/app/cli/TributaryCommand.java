package io.tributary.app.cli;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code tributary} itself: its subcommands, and what becomes of their failures. */
@Command(
    name = "tributary",
    description = "Event processing for multi-tenant business suites.%n",
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with `tributary dev`; in another terminal, `tributary demo` sends it something to show.",
      "`tributary serve`, or `api`, `worker` and `capture`, run on servers of yours; deploy/README.md tells how.",
      "`tributary COMMAND --help` explains a command."
    },
    subcommands = {
      DevCommand.class, ClusterCommand.class, ServeCommand.class, ApiCommand.class, WorkerCommand.class, CaptureCommand.class, SecretsCommand.class, TokenCommand.class,
      ReplayCommand.class, DemoCommand.class, LabCommand.class, VersionCommand.class
    })
public final class TributaryCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help; after a command, that command's.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  @Spec
  private CommandSpec spec;

  /** Runs a command line; returns the exit status. */
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  /** All commands with their options, and how their failures are told. */
  public static CommandLine commandLine() {
    CommandLine root = new CommandLine(new TributaryCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(TributaryCommand::wrongUsage)
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    documentExitCodes(root);
    root.getSubcommands().values().forEach(TributaryCommand::documentExitCodes);
    return root;
  }

  private static void documentExitCodes(CommandLine command) {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values()).forEach(code -> codes.put(" " + code.status(), code.meaning()));
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(codes).optionListHeading("%nOptions:%n")
        .parameterListHeading("%nArguments:%n").commandListHeading("%nCommands:%n");
  }

  private static int wrongUsage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tributary: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
    err.flush();
    return ExitCode.USAGE.status();
  }

  private static int failed(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof CommandFailure known) {
      err.println("tributary: " + known.getMessage());
      err.flush();
      return known.exitCode().status();
    }
    err.println("tributary: internal error");
    failure.printStackTrace(err);
    err.flush();
    return ExitCode.FAILED.status();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: "
        + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
