package io.tributary.api.credits;

import io.tributary.topologies.credits.StatementQuery.Frame;
import io.tributary.topologies.credits.StatementSumsQuery.Sum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cursor of a statement holds: all that was found out for its first page, so that later pages belong to the same
 * statement and sum nothing again. Cursors are signed, so what comes back is what was given.
 *
 * @param to end of the statement
 * @param after version of the last entry shown
 */
record StatementPlace(Frame frame, Instant to, long after, SortedMap<String, Sum> sums) {
  private static final String SEPARATOR = " ";

  String text() {
    List<String> parts = new ArrayList<>();
    for (long number : new long[] {
      frame.openingVersion(), frame.opening(), frame.closingVersion(), frame.closing(), frame.due(), to.toEpochMilli(), after
    }) {
      parts.add(Long.toString(number));
    }
    sums.forEach((type, sum) -> parts.addAll(List.of(type, Long.toString(sum.count()), Long.toString(sum.amount()))));
    return String.join(SEPARATOR, parts);
  }

  static StatementPlace parse(String text) {
    String[] parts = text.split(SEPARATOR);
    Frame frame = new Frame(number(parts, 0), number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4));
    SortedMap<String, Sum> sums = new TreeMap<>();
    for (int i = 7; i < parts.length; i += 3) {
      sums.put(parts[i], new Sum(number(parts, i + 1), number(parts, i + 2)));
    }
    return new StatementPlace(frame, Instant.ofEpochMilli(number(parts, 5)), number(parts, 6), sums);
  }

  private static long number(String[] parts, int index) {
    return Long.parseLong(parts[index]);
  }
}
