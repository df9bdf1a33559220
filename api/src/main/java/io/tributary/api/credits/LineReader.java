package io.tributary.api.credits;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a stream as they come, each of at most {@link #MAX_BYTES}; a longer one is skipped to its end. */
final class LineReader {
  static final int MAX_BYTES = 65_536;

  private final InputStream input;
  private final byte[] buffer = new byte[MAX_BYTES];
  private byte[] line = new byte[1024];
  private int position;
  private int end;

  LineReader(InputStream input) {
    this.input = input;
  }

  /** A line without its end; {@code tooLong} has no bytes. */
  record Line(byte[] bytes, boolean tooLong) {
    boolean blank() {
      for (byte one : bytes) {
        if (one != ' ' && one != '\t' && one != '\r') {
          return false;
        }
      }
      return !tooLong;
    }
  }

  /** The next line, waiting for it; null at the end of the stream. */
  @Nullable Line next() throws IOException {
    int length = 0;
    boolean any = false;
    while (position < end || fill()) {
      any = true;
      int from = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      length = append(from, position - from, length);
      if (position < end) {
        position++;
        return line(length);
      }
    }
    return any ? line(length) : null;
  }

  /** Whether a line can begin to be read without waiting. */
  boolean ready() throws IOException {
    return position < end || input.available() > 0;
  }

  private Line line(int length) {
    return length > MAX_BYTES ? new Line(new byte[0], true) : new Line(Arrays.copyOf(line, length), false);
  }

  /** Beyond the limit only the length counts. */
  private int append(int from, int count, int length) {
    int total = Math.min(length + count, MAX_BYTES + 1);
    if (total <= MAX_BYTES) {
      if (total > line.length) {
        line = Arrays.copyOf(line, Math.min(MAX_BYTES, Math.max(total, 2 * line.length)));
      }
      System.arraycopy(buffer, from, line, length, count);
    }
    return total;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, input.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
