package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A movement of a wallet as a row of the views. */
final class EntryRow {
  private static final int FORMAT = 3;

  /** Before an entry said which price made its amount. */
  private static final int WITHOUT_PRICE = 2;

  /** Before an entry said which grants it burned. */
  private static final int WITHOUT_BURNS = 1;

  private EntryRow() {}

  static byte[] encode(EntryView entry) {
    RowEncoder row = new RowEncoder(FORMAT)
        .number(entry.version())
        .uuid(UUID.fromString(entry.eventId()))
        .text(entry.type())
        .number(entry.amount())
        .number(entry.balance())
        .number(entry.consumed())
        .optionalText(entry.operationId())
        .optionalText(entry.operationCode())
        .optionalText(entry.userId())
        .optionalText(entry.subjectId());
    BurnFields.write(entry.burned(), row);
    return row.textMap(entry.attributes())
        .optionalText(entry.priceId())
        .optionalTime(entry.occurredAt())
        .time(entry.at())
        .toBytes();
  }

  static EntryView decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    return switch (row.format()) {
      case WITHOUT_BURNS -> upcast(row);
      case WITHOUT_PRICE, FORMAT -> new EntryView(
          row.number(), row.uuid().toString(), row.text(), row.number(), row.number(), row.number(),
          row.optionalText(), row.optionalText(), row.optionalText(), row.optionalText(), BurnFields.read(row),
          row.textMap(), row.format() == FORMAT ? row.optionalText() : null, row.optionalTime(), row.time());
      default -> throw row.unknownFormat();
    };
  }

  /** Then an operation code was a consumption's only. */
  private static EntryView upcast(RowDecoder row) {
    long version = row.number();
    String eventId = row.uuid().toString();
    String type = row.text();
    long amount = row.number();
    long balance = row.number();
    String operationId = row.text();
    String operationCode = row.optionalText();
    String userId = row.optionalText();
    var attributes = row.textMap();
    Instant at = row.time();
    return new EntryView(
        version, eventId, type, amount, balance, operationCode == null ? 0 : -amount, operationId, operationCode,
        userId, operationCode == null ? operationId : null, List.of(), attributes, null, null, at);
  }
}
