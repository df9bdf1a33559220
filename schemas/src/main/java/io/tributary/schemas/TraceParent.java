package io.tributary.schemas;

import org.jspecify.annotations.Nullable;

/**
 * W3C trace context's {@code traceparent}: version, trace id, parent id and flags in lower-case hex, such as
 * {@code 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01}. By hand rather than by pattern, since each event asks.
 */
public final class TraceParent {
  private static final int TRACE = 3;
  private static final int PARENT = 36;
  static final int FLAGS = 53;
  private static final int END = 55;

  private TraceParent() {}

  static boolean valid(String text) {
    return text.length() >= END
        && hex(text, 0, TRACE - 1)
        && !text.startsWith("ff")
        && text.charAt(TRACE - 1) == '-'
        && id(text, TRACE, PARENT - 1)
        && text.charAt(PARENT - 1) == '-'
        && id(text, PARENT, FLAGS - 1)
        && text.charAt(FLAGS - 1) == '-'
        && hex(text, FLAGS, END)
        // Later versions may say more behind another dash.
        && (text.length() == END || text.charAt(END) == '-');
  }

  /** The trace's id; null when the text is no {@code traceparent}. */
  public static @Nullable String traceId(String text) {
    return valid(text) ? trace(text) : null;
  }

  /** Whether whoever sent it records the trace, and the next should. */
  public static boolean sampled(String text) {
    return valid(text) && sampled(text.charAt(FLAGS + 1));
  }

  /** As {@link #sampled(String)}, before anything is made of a header; true may still turn out malformed. */
  public static boolean sampled(byte @Nullable [] text) {
    return text != null && text.length >= END && sampled((char) text[FLAGS + 1]);
  }

  private static boolean sampled(char lowerFlags) {
    return (Character.digit(lowerFlags, 16) & 1) == 1;
  }

  static String trace(String valid) {
    return valid.substring(TRACE, PARENT - 1);
  }

  static String parent(String valid) {
    return valid.substring(PARENT, FLAGS - 1);
  }

  /** Hex digits, not all of them 0. */
  private static boolean id(String text, int from, int to) {
    boolean zeros = true;
    for (int i = from; i < to && zeros; i++) {
      zeros = text.charAt(i) == '0';
    }
    return !zeros && hex(text, from, to);
  }

  private static boolean hex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
