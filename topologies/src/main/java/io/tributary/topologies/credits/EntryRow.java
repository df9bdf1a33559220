package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Instant;
import java.util.UUID;

/** A movement of a wallet as a row of the views. */
final class EntryRow {
  private static final int FORMAT = 1;

  private EntryRow() {}

  static byte[] encode(EntryView entry) {
    return new RowEncoder(FORMAT)
        .number(entry.version())
        .uuid(UUID.fromString(entry.eventId()))
        .text(entry.type())
        .number(entry.amount())
        .number(entry.balance())
        .text(entry.operationId())
        .optionalText(entry.operationCode())
        .optionalText(entry.userId())
        .textMap(entry.attributes())
        .time(entry.at())
        .toBytes();
  }

  static EntryView decode(byte[] row) {
    RowDecoder fields = new RowDecoder(row);
    if (fields.format() != FORMAT) {
      throw fields.unknownFormat();
    }
    long version = fields.number();
    String eventId = fields.uuid().toString();
    String type = fields.text();
    long amount = fields.number();
    long balance = fields.number();
    String operationId = fields.text();
    String operationCode = fields.optionalText();
    String userId = fields.optionalText();
    var attributes = fields.textMap();
    Instant at = fields.time();
    return new EntryView(
        version, eventId, type, amount, balance, operationId, operationCode, userId, attributes, at);
  }
}
