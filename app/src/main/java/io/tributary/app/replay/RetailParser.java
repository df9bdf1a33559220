package io.tributary.app.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one record of the file and checks its fields; all columns are checked, also those that nobody needs. */
final class RetailParser {
  static final List<String> COLUMNS = List.of(
      "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

  private RetailParser() {}

  /** Refuses a line. */
  static final class UnusableLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    UnusableLineException(RejectReason reason) {
      super(reason.code(), null, false, false);
      this.reason = reason;
    }

    RejectReason reason() {
      return reason;
    }
  }

  static RetailLine parse(String record) throws UnusableLineException {
    String[] fields = fields(record);
    if (fields.length != COLUMNS.size()) {
      throw new UnusableLineException(RejectReason.WRONG_COLUMN_COUNT);
    }
    String invoice = present(fields[0], RejectReason.NO_INVOICE);
    String stockCode = present(fields[1], RejectReason.NO_STOCK_CODE);
    long quantity = requireLong(fields[3], RejectReason.BAD_QUANTITY);
    requireDate(fields[4]);
    requireDecimal(fields[5]);
    String customer = fields[6].strip();
    if (!customer.isEmpty()) {
      requireLong(customer, RejectReason.BAD_CUSTOMER);
    }
    return new RetailLine(
        invoice, stockCode, quantity, customer.isEmpty() ? null : customer, present(fields[7], RejectReason.NO_COUNTRY));
  }

  /** A record without quotes is what stands between its commas; only others need the CSV parser. */
  static String[] fields(String record) throws UnusableLineException {
    if (record.indexOf('"') < 0) {
      return record.split(",", -1);
    }
    try (CSVParser parser = CSVParser.parse(record, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new UnusableLineException(RejectReason.BAD_QUOTING);
      }
      return records.getFirst().values();
    } catch (IOException | UncheckedIOException malformed) {
      throw new UnusableLineException(RejectReason.BAD_QUOTING);
    }
  }

  private static String present(String field, RejectReason otherwise) throws UnusableLineException {
    String text = field.strip();
    if (text.isEmpty()) {
      throw new UnusableLineException(otherwise);
    }
    return text;
  }

  private static long requireLong(String field, RejectReason otherwise) throws UnusableLineException {
    try {
      return Long.parseLong(field.strip());
    } catch (NumberFormatException e) {
      throw new UnusableLineException(otherwise);
    }
  }

  private static void requireDate(String field) throws UnusableLineException {
    try {
      LocalDateTime.parse(field.strip());
    } catch (DateTimeParseException e) {
      throw new UnusableLineException(RejectReason.BAD_DATE);
    }
  }

  private static void requireDecimal(String field) throws UnusableLineException {
    try {
      new BigDecimal(field.strip());
    } catch (NumberFormatException e) {
      throw new UnusableLineException(RejectReason.BAD_PRICE);
    }
  }
}
