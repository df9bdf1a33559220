package io.tributary.queries;

/** What was read was not committed in time. */
final class UncommittedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
