package io.tributary.api.credits;

import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.StatementQuery.Frame;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement as CSV (RFC 4180): its opening, its entries, its closing; the closing line tells that it is whole. Text that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
final class StatementCsv {
  static final String MEDIA_TYPE = "text/csv";

  private static final String FORMULA = "=+-@\t\r";
  private static final String END = "\r\n";

  private final Writer out;

  StatementCsv(Writer out) {
    this.out = out;
  }

  void open(Instant from, Frame frame) throws IOException {
    out.write("timestamp,type,amount,balance,version,operationId,operationCode,userId,eventId" + END);
    frame(from, "opening", frame.opening(), frame.openingVersion());
  }

  void entry(EntryView entry) throws IOException {
    line(
        entry.at().toString(),
        entry.type(),
        Long.toString(entry.amount()),
        Long.toString(entry.balance()),
        Long.toString(entry.version()),
        text(entry.operationId()),
        text(entry.operationCode()),
        text(entry.userId()),
        entry.eventId());
  }

  void close(Instant to, Frame frame) throws IOException {
    frame(to, "closing", frame.closing(), frame.closingVersion());
    out.flush();
  }

  private void frame(Instant at, String type, long balance, long version) throws IOException {
    line(at.toString(), type, "", Long.toString(balance), Long.toString(version), "", "", "", "");
  }

  private void line(String... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      out.write(i == 0 ? "" : ",");
      out.write(quoted(cells[i]));
    }
    out.write(END);
  }

  private static String text(@Nullable String value) {
    if (value == null) {
      return "";
    }
    return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
