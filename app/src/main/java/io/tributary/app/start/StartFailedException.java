package io.tributary.app.start;

/** A step failed; everything started before it has been closed again. */
public final class StartFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String step;

  StartFailedException(String step, Throwable cause) {
    super(step + ": " + cause.getMessage(), cause);
    this.step = step;
  }

  public String step() {
    return step;
  }
}
