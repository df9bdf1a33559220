package io.tributary.app.dev;

import io.tributary.app.CommandFailure;
import io.tributary.app.start.StartFailedException;
import io.tributary.connectors.CaptureException;
import io.tributary.embedded.PartFailedException;
import java.nio.file.Path;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line why a start failed. */
final class Reasons {
  private Reasons() {}

  /** The sentence that a part wrote for its user, else the innermost cause with a hint at the log. */
  static String of(StartFailedException failure, Path log) {
    Throwable innermost = failure.getCause();
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      innermost = cause;
      if (cause instanceof PortInUseException taken) {
        return "Port " + taken.getPort() + " is taken; choose another with --port";
      }
      if (isWrittenForUsers(cause)) {
        return failure.step() + " failed: " + cause.getMessage();
      }
    }
    return failure.step() + " failed: " + innermost + " (log: " + log + ")";
  }

  private static boolean isWrittenForUsers(Throwable cause) {
    return cause instanceof PartFailedException
        || cause instanceof CaptureException
        || cause instanceof io.tributary.queries.StartFailedException
        || cause instanceof CommandFailure;
  }
}
