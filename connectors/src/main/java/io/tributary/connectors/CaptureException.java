package io.tributary.connectors;

/** The capture can't go on. The message is one sentence for the operator; nothing has been skipped. */
public class CaptureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CaptureException(String message) {
    super(message);
  }

  public CaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}
