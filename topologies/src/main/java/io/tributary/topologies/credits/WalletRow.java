package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.RowReader.Row;
import java.time.Instant;

/** A wallet as a row: the same in both stores; its identity is in the key. */
final class WalletRow {
  private static final int FORMAT = 1;

  private WalletRow() {}

  static byte[] encode(Wallet wallet) {
    return new RowEncoder(FORMAT)
        .number(wallet.allocated())
        .number(wallet.consumed())
        .number(wallet.version())
        .time(wallet.createdAt())
        .time(wallet.updatedAt())
        .toBytes();
  }

  static Wallet decode(WalletId id, byte[] row) {
    RowDecoder fields = new RowDecoder(row);
    if (fields.format() != FORMAT) {
      throw fields.unknownFormat();
    }
    long allocated = fields.number();
    long consumed = fields.number();
    long version = fields.number();
    Instant createdAt = fields.time();
    return new Wallet(id, allocated, consumed, version, createdAt, fields.time());
  }

  static WalletView view(Row row) {
    KeyReader key = new KeyReader(row.key());
    key.uuid();
    return view(decode(new WalletId(key.text(), key.text()), row.value()));
  }

  static WalletView view(Wallet wallet) {
    return new WalletView(
        wallet.id().entityId(),
        wallet.id().application(),
        wallet.balance(),
        wallet.allocated(),
        wallet.consumed(),
        wallet.version(),
        wallet.createdAt(),
        wallet.updatedAt());
  }
}
