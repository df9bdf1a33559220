package io.tributary.app;

import org.jspecify.annotations.Nullable;

/** Ends the command with one line for its user, and no stack trace. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public CommandFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public CommandFailure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
