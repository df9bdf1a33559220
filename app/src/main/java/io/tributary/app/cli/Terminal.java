package io.tributary.app.cli;

/** Whether somebody watches. */
final class Terminal {
  private Terminal() {}

  /** True if standard output is a terminal that understands control sequences; the start script looks at the former. */
  static boolean isOne() {
    return Boolean.getBoolean("tributary.terminal") && !"dumb".equals(System.getenv("TERM"));
  }

  /** True if colours are welcome there. */
  static boolean isColourful() {
    return isOne() && System.getenv("NO_COLOR") == null;
  }
}
