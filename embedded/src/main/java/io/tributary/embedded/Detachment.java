package io.tributary.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Puts a child into its own session, so that the terminal's Ctrl-C reaches us alone and we stop the parts in order, and ties
 * its life to ours. Systems without the tools (macOS) get neither: the next start finds the orphan.
 */
final class Detachment {
  private static final boolean AVAILABLE = works(List.of("setsid", "setpriv", "--pdeathsig", "KILL", "true"));

  private Detachment() {}

  /** The whole command; the signal is armed last because a change of user would disarm it. */
  static List<String> wrap(ChildSpec spec) {
    List<String> command = new ArrayList<>();
    if (AVAILABLE) {
      command.add("setsid");
    }
    command.addAll(spec.launcher());
    if (AVAILABLE) {
      command.addAll(List.of("setpriv", "--pdeathsig", spec.deathSignal()));
    }
    command.addAll(spec.command());
    return command;
  }

  /** True if the command exists and ends well within 5 s. */
  static boolean works(List<String> command) {
    try {
      Process process = new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
