package io.tributary.app.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV text into records. A quoted field may contain line ends; a quote that nothing closes within
 * {@value #LONGEST_RECORD} lines spoils its own line only, not the rest of the file.
 */
final class RecordReader {
  static final int LONGEST_RECORD = 20;

  /** A record, or an unfinished line when {@code complete} is false. */
  record CsvRecord(long lineNumber, String text, boolean complete) {}

  private final BufferedReader in;
  private final Deque<String> ahead = new ArrayDeque<>();
  private long consumed;

  RecordReader(BufferedReader in) {
    this.in = in;
  }

  /** The next record that isn't blank, or null at the end. */
  @Nullable CsvRecord next() throws IOException {
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      consumed++;
      if (!line.isBlank()) {
        return complete(line);
      }
    }
  }

  private CsvRecord complete(String first) throws IOException {
    long number = consumed;
    if (quotesMatch(first)) {
      return new CsvRecord(number, first, true);
    }
    StringBuilder text = new StringBuilder(first);
    Deque<String> taken = new ArrayDeque<>();
    while (taken.size() < LONGEST_RECORD) {
      String line = line();
      if (line == null) {
        break;
      }
      taken.add(line);
      text.append('\n').append(line);
      if (!quotesMatch(line)) {
        consumed += taken.size();
        return new CsvRecord(number, text.toString(), true);
      }
    }
    while (!taken.isEmpty()) {
      ahead.addFirst(taken.removeLast());
    }
    return new CsvRecord(number, first, false);
  }

  private static boolean quotesMatch(String line) {
    return line.chars().filter(c -> c == '"').count() % 2 == 0;
  }

  private @Nullable String line() throws IOException {
    String line = ahead.pollFirst();
    return line == null ? in.readLine() : line;
  }
}
