package io.tributary.app.replay;

/** Takes the lines that can't be used. */
@FunctionalInterface
interface Rejects {
  /**
   * Takes one line.
   *
   * @param lineNumber of the line's beginning, the header being line 1
   * @param text the line as it stands in the file
   */
  void reject(long lineNumber, RejectReason reason, String text);
}
