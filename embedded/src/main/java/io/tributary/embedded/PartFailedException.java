package io.tributary.embedded;

import org.jspecify.annotations.Nullable;

/** A part could not start, or stopped by itself. The message is one sentence: what, where, what to do. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailedException(String message) {
    this(message, null);
  }

  public PartFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
