package io.tributary.app.platform;

import io.tributary.app.CommandFailure;
import io.tributary.app.start.StartFailedException;
import io.tributary.connectors.CaptureException;
import io.tributary.embedded.PartFailedException;
import io.tributary.outbox.WrongMasterKeyException;
import io.tributary.schemas.RegistryException;
import io.tributary.schemas.RegistryUnavailableException;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line why a start failed. */
final class Reasons {
  private Reasons() {}

  /** The sentence that a part wrote for its user, else the innermost cause with a hint at the log. */
  static String of(StartFailedException failure, String log) {
    Throwable innermost = failure.getCause();
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      innermost = cause;
      if (cause instanceof PortInUseException taken) {
        return "Port " + taken.getPort() + " is taken; choose another with --port";
      }
      if (cause instanceof CommandFailure told) {
        return String.valueOf(told.getMessage());
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
        || cause instanceof RegistryException
        || cause instanceof RegistryUnavailableException
        || cause instanceof WrongMasterKeyException
        || cause instanceof io.tributary.queries.StartFailedException;
  }
}
