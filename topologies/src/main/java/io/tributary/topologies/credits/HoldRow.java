package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;

/** An open hold as a row of the views. */
final class HoldRow {
  private static final int FORMAT = 1;

  private HoldRow() {}

  static byte[] encode(HoldView hold) {
    RowEncoder row = new RowEncoder(FORMAT)
        .text(hold.holdId())
        .text(hold.operationCode())
        .text(hold.operationId())
        .optionalText(hold.userId())
        .number(hold.amount())
        .number(hold.uncovered());
    BurnFields.write(hold.reserved(), row);
    return row.textMap(hold.attributes()).time(hold.heldAt()).optionalTime(hold.expiresAt()).toBytes();
  }

  static HoldView decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return new HoldView(
        row.text(), row.text(), row.text(), row.optionalText(), row.number(), row.number(), BurnFields.read(row),
        row.textMap(), row.time(), row.optionalTime());
  }
}
