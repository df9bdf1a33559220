package io.tributary.app.lab;

/** This machine lacks what an experiment needs; the message names it. */
final class NotTriedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTriedException(String needs) {
    super(needs);
  }

  String needs() {
    return String.valueOf(getMessage());
  }
}
