package io.tributary.app.platform;

import io.tributary.app.CommandFailure;
import io.tributary.app.start.StartFailedException;
import io.tributary.connectors.CaptureException;
import io.tributary.embedded.PartFailedException;
import io.tributary.outbox.WrongMasterKeyException;
import io.tributary.schemas.RegistryException;
import io.tributary.schemas.RegistryUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line why a start failed. */
final class Reasons {
  private static final Logger LOG = LoggerFactory.getLogger(Reasons.class);

  private Reasons() {}

  /** The sentence that a part wrote for its user, else the innermost cause with a hint at the log, where all of it stands. */
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
    LOG.error("{} failed to start", failure.step(), failure.getCause());
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
