package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import org.jspecify.annotations.Nullable;

/** An operation's outcome as a row of the operation log; its identity is in the key. */
final class OperationRow {
  private static final int FORMAT = 2;

  /** Before there were orders. */
  private static final int WITHOUT_ORDERS = 1;

  private OperationRow() {}

  static byte[] encode(OperationOutcome outcome) {
    Refusal refusal = outcome.refusal();
    return new RowEncoder(FORMAT)
        .textMap(outcome.content())
        .optionalText(refusal == null ? null : refusal.name())
        .optionalText(outcome.subjectId())
        .number(outcome.version())
        .optionalDecimal(outcome.quantity())
        .optionalDecimal(outcome.backordered())
        .optionalDecimal(outcome.available())
        .optionalText(outcome.eventId())
        .optionalText(outcome.orderStatus())
        .optionalText(outcome.orderLineId())
        .time(outcome.decidedAt())
        .toBytes();
  }

  static OperationOutcome decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    boolean orders = row.format() != WITHOUT_ORDERS;
    if (orders && row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return new OperationOutcome(
        row.textMap(), refusal(row.optionalText()), row.optionalText(), row.number(), row.optionalDecimal(),
        row.optionalDecimal(), row.optionalDecimal(), row.optionalText(), orders ? row.optionalText() : null,
        orders ? row.optionalText() : null, row.time());
  }

  private static @Nullable Refusal refusal(@Nullable String name) {
    try {
      return name == null ? null : Refusal.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRowException("unknown refusal " + name + "; it was written by a newer build", e);
    }
  }
}
