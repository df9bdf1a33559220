package io.tributary.queries;

import org.jspecify.annotations.Nullable;

/** A context could not start; the message is one sentence for people that says why. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message) {
    super(message);
  }

  public StartFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
