package io.tributary.app.replay;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.orders.Goods;
import io.tributary.app.orders.Order;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of invoice lines, plain or gzip, in UTF-8. An invoice's lines need not stand together, so the file is read whole
 * before the first order is known; memory grows with the products on its invoices.
 */
final class RetailFile {
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * What the file holds.
   *
   * @param orders in the order of their invoices' first lines
   * @param goods of the same invoices
   * @param lines data lines read, used or not
   */
  record Content(List<Order> orders, List<Goods> goods, long lines, long rejected) {}

  private RetailFile() {}

  /** @throws CommandFailure if the file can't be read or has other columns */
  static Content read(Path file, Rejects rejects) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        BufferedReader in = new BufferedReader(new InputStreamReader(unpacked(raw), StandardCharsets.UTF_8), 1 << 16)) {
      RecordReader records = new RecordReader(in);
      requireHeader(file, records.next());
      return aggregate(records, rejects);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot read " + file + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    raw.mark(2);
    int magic = raw.read() << 8 | raw.read();
    raw.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private static void requireHeader(Path file, RecordReader.@Nullable CsvRecord header) {
    String expected = String.join(",", RetailParser.COLUMNS);
    if (header == null || !header.text().replace("\uFEFF", "").replace("\"", "").strip().equals(expected)) {
      throw new CommandFailure(ExitCode.FAILED, file + " has other columns: its first line must be " + expected);
    }
  }

  private static Content aggregate(RecordReader records, Rejects rejects) throws IOException {
    Map<String, Invoice> invoices = new LinkedHashMap<>();
    long lines = 0;
    long rejected = 0;
    for (RecordReader.CsvRecord record = records.next(); record != null; record = records.next()) {
      lines++;
      RejectReason reason = take(record, invoices);
      if (reason != null) {
        rejected++;
        rejects.reject(record.lineNumber(), reason, record.text());
      }
    }
    return new Content(
        invoices.values().stream().map(Invoice::order).toList(), invoices.values().stream().map(Invoice::goods).toList(),
        lines, rejected);
  }

  private static @Nullable RejectReason take(
      RecordReader.CsvRecord record, Map<String, Invoice> invoices) {
    if (!record.complete()) {
      return RejectReason.BAD_QUOTING;
    }
    try {
      RetailLine line = RetailParser.parse(record.text());
      return invoices.computeIfAbsent(line.invoice(), number -> new Invoice(number, line.country())).add(line);
    } catch (RetailParser.UnusableLineException e) {
      return e.reason();
    }
  }
}
