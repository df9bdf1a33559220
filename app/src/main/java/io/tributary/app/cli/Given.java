package io.tributary.app.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What options say that have variables: an empty one, as an unset variable is in a compose file, says nothing. */
final class Given {
  private Given() {}

  static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  /** What stands nowhere is asked for by both of its names. */
  static String required(CommandSpec spec, String option, String variable, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new ParameterException(spec.commandLine(), "Missing: give " + option + ", or set " + variable + ".");
    }
    return value;
  }

  static void require(CommandSpec spec, boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  static void port(CommandSpec spec, String option, int port) {
    require(spec, port >= 0 && port <= 65_535, option + " must be from 0 to 65535.");
  }

  static String orHostName(@Nullable String given) {
    if (given != null && !given.isBlank()) {
      return given;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
