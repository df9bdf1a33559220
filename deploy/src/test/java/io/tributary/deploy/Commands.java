package io.tributary.deploy;

import io.tributary.app.cli.TributaryCommand;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the program's commands take. */
final class Commands {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:(\\w+)(?::-([^}]*))?}");

  private Commands() {}

  static Set<String> options(String command) {
    return spec(command).optionsMap().keySet();
  }

  /** The environment variables that it reads. */
  static Set<String> variables(String command) {
    return references(command).map(found -> found.group(1)).collect(Collectors.toSet());
  }

  /** What it assumes where the variable is not set. */
  static String fallback(String command, String variable) {
    return references(command)
        .filter(found -> found.group(1).equals(variable))
        .map(found -> Objects.requireNonNullElse(found.group(2), ""))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<MatchResult> references(String command) {
    return spec(command).options().stream()
        .map(OptionSpec::userObject)
        .filter(Field.class::isInstance)
        // The model gives defaults with the variables' present values.
        .map(field -> ((Field) field).getAnnotation(CommandLine.Option.class).defaultValue())
        .flatMap(value -> REFERENCE.matcher(value).results());
  }

  private static CommandSpec spec(String command) {
    return TributaryCommand.commandLine().getSubcommands().get(command).getCommandSpec();
  }
}
