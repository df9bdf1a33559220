package io.tributary.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --only} chooses of the things that a laboratory does. */
final class Chosen {
  private Chosen() {}

  /**
   * All of them, or those that are named, in the order in which they are.
   *
   * @param kind what one is called
   * @throws ParameterException for a name that none has
   */
  static <T> List<T> of(CommandSpec spec, String kind, T[] all, Function<T, String> id, @Nullable List<String> only) {
    return only == null ? List.of(all) : only.stream().map(name -> named(spec, kind, all, id, name)).toList();
  }

  private static <T> T named(CommandSpec spec, String kind, T[] all, Function<T, String> id, String name) {
    return Arrays.stream(all).filter(one -> id.apply(one).equals(name)).findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), "No " + kind + " is called " + name + "; there are "
            + Arrays.stream(all).map(id).collect(Collectors.joining(", ")) + "."));
  }
}
