package io.tributary.embedded;

import java.util.List;

/** Signals that Java's process API lacks. */
final class Signals {
  private Signals() {}

  /** Through the shell's builtin: slim systems have no {@code kill} program. A process that is gone is no error. */
  static void send(String signal, long pid) {
    Detachment.works(List.of("sh", "-c", "kill -" + signal + " " + pid));
  }
}
