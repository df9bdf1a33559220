package io.tributary.topologies.credits;

import io.tributary.topologies.credits.Hold.End;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.util.List;

/** What is known of a hold as a row of the state; its id is in the key. */
final class KnownHoldRow {
  private static final int FORMAT = 2;

  /** Before there were caps. */
  private static final int WITHOUT_USER = 1;

  /** Part of the stored data, as their indices: append only. */
  private static final List<End> ENDS = List.of(End.POSTED, End.VOIDED, End.EXPIRED);

  private static final int OPEN = -1;

  private KnownHoldRow() {}

  static byte[] encode(KnownHold hold) {
    End end = hold.end();
    RowEncoder row = new RowEncoder(FORMAT)
        .text(hold.wallet().entityId())
        .text(hold.wallet().application())
        .text(hold.operation().application())
        .text(hold.operation().code())
        .text(hold.operation().id())
        .number(end == null ? OPEN : ENDS.indexOf(end));
    BurnFields.write(hold.spent(), row);
    return row.optionalText(hold.userId()).toBytes();
  }

  static KnownHold decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT && row.format() != WITHOUT_USER) {
      throw row.unknownFormat();
    }
    WalletId wallet = new WalletId(row.text(), row.text());
    OperationId operation = new OperationId(row.text(), row.text(), row.text());
    int end = (int) row.number();
    if (end < OPEN || end >= ENDS.size()) {
      throw new UnreadableRowException("unknown end " + end + " of a hold; it was written by a newer build");
    }
    Spent spent = BurnFields.readSpent(row);
    String userId = row.format() == WITHOUT_USER ? null : row.optionalText();
    return new KnownHold(wallet, operation, end == OPEN ? null : ENDS.get(end), spent, userId);
  }
}
