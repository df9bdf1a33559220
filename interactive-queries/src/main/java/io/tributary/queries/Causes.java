package io.tributary.queries;

/** Errors in words for people. */
final class Causes {
  private Causes() {}

  /** The innermost cause, which says what happened; wrappers say only where. */
  static String sentence(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String kind = root.getClass().getSimpleName();
    return root.getMessage() == null ? kind : kind + ": " + root.getMessage();
  }

  /** True when the error or one of its causes is of this kind. */
  static boolean has(Throwable error, Class<? extends Throwable> kind) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
