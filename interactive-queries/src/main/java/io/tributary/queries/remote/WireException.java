package io.tributary.queries.remote;

/** A message that this build can't read: forged, cut short, expired, or of a version that says more than this one knows. */
final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WireException(String message) {
    super(message);
  }

  WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
