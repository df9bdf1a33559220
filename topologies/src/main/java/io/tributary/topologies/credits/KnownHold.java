package io.tributary.topologies.credits;

import io.tributary.topologies.credits.Hold.End;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hold by its id: while it is open for good, afterwards as long as operations are remembered.
 *
 * @param operation that reserved
 * @param end null while it is open
 * @param spent of it; nothing unless it was posted
 */
public record KnownHold(WalletId wallet, OperationId operation, @Nullable End end, Spent spent) {
  private static final int FORMAT = 1;

  /** Part of the stored data, as their indices: append only. */
  private static final List<End> ENDS = List.of(End.POSTED, End.VOIDED, End.EXPIRED);

  static KnownHold open(WalletId wallet, OperationId operation) {
    return new KnownHold(wallet, operation, null, Spent.NOTHING);
  }

  KnownHold ended(End how, Spent spentOfIt) {
    return new KnownHold(wallet, operation, how, spentOfIt);
  }

  KnownHold with(Spent spentOfIt) {
    return new KnownHold(wallet, operation, end, spentOfIt);
  }

  byte[] encode() {
    RowEncoder row = new RowEncoder(FORMAT)
        .text(wallet.entityId())
        .text(wallet.application())
        .text(operation.application())
        .text(operation.code())
        .text(operation.id())
        .number(end == null ? -1 : ENDS.indexOf(end));
    spent.write(row);
    return row.toBytes();
  }

  static KnownHold decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    WalletId wallet = new WalletId(row.text(), row.text());
    OperationId operation = new OperationId(row.text(), row.text(), row.text());
    int end = (int) row.number();
    if (end >= ENDS.size()) {
      throw new UnreadableRowException("unknown end " + end + " of a hold");
    }
    return new KnownHold(wallet, operation, end < 0 ? null : ENDS.get(end), Spent.read(row));
  }
}
