package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.RowReader.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A wallet as a row, by which decisions are made and which readers are shown; its identity is in the key. */
final class WalletRow {
  private static final int FORMAT = 5;

  /** Before a policy could lead to anything. */
  private static final int WITHOUT_STATE = 4;

  /** Before anything was reclaimed. */
  private static final int WITHOUT_RECLAIMS = 3;

  /** Before there were policies: an overdraft only, which was never set. */
  private static final int WITHOUT_POLICY = 2;

  /** Before there were grants: sums only. */
  private static final int WITHOUT_GRANTS = 1;

  /** The grant that stands for all allocations of a wallet of that time. */
  private static final String OPENING_GRANT = "opening";

  private WalletRow() {}

  static byte[] encode(Wallet wallet) {
    WalletTotals totals = wallet.totals();
    RowEncoder row = new RowEncoder(FORMAT)
        .bytes(PolicyFields.encode(wallet.policy()))
        .bytes(PolicyStateFields.encode(wallet.state()))
        .number(wallet.overage())
        .number(totals.granted())
        .number(totals.consumed())
        .number(totals.expired())
        .number(totals.voided())
        .number(totals.forgiven())
        .number(totals.sent())
        .number(totals.reclaimed())
        .optionalTime(wallet.resetAt())
        .number(wallet.version())
        .time(wallet.createdAt())
        .time(wallet.updatedAt())
        .number(wallet.grants().size());
    wallet.grants().forEach(grant -> GrantFields.write(grant, row));
    row.number(wallet.holds().size());
    wallet.holds().forEach(hold -> HoldFields.write(hold, row));
    return row.toBytes();
  }

  static Wallet decode(WalletId id, byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    return switch (row.format()) {
      case WITHOUT_GRANTS -> upcast(id, row);
      case WITHOUT_POLICY -> stateless(read(id, row, new WalletPolicy(row.number()), PolicyState.NONE));
      case WITHOUT_RECLAIMS, WITHOUT_STATE ->
          stateless(read(id, row, PolicyFields.decode(row.bytes()), PolicyState.NONE));
      case FORMAT -> read(id, row, PolicyFields.decode(row.bytes()), PolicyStateFields.decode(row.bytes()));
      default -> throw row.unknownFormat();
    };
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
        wallet.updatedAt(),
        WalletFigures.of(wallet));
  }

  private static Wallet stateless(Wallet wallet) {
    return wallet.with(PolicyState.of(wallet.balance()));
  }

  private static Wallet read(WalletId id, RowDecoder row, WalletPolicy policy, PolicyState state) {
    long overage = row.number();
    boolean sends = row.format() != WITHOUT_POLICY;
    WalletTotals totals = new WalletTotals(
        row.number(), row.number(), row.number(), row.number(), row.number(), sends ? row.number() : 0,
        row.format() == FORMAT || row.format() == WITHOUT_STATE ? row.number() : 0);
    Instant resetAt = sends ? row.optionalTime() : null;
    long version = row.number();
    Instant createdAt = row.time();
    Instant updatedAt = row.time();
    List<GrantState> grants = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      grants.add(GrantFields.read(row));
    }
    List<Hold> holds = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      holds.add(HoldFields.read(row));
    }
    return new Wallet(id, grants, holds, policy, overage, totals, version, createdAt, updatedAt, resetAt, state);
  }

  private static Wallet upcast(WalletId id, RowDecoder row) {
    long allocated = row.number();
    long consumed = row.number();
    long version = row.number();
    Instant createdAt = row.time();
    Instant updatedAt = row.time();
    Grant opening = Grant.purchased(OPENING_GRANT, allocated, createdAt);
    GrantState left = new GrantState(opening, GrantState.Phase.ACTIVE, allocated - consumed, 0, createdAt);
    return stateless(new Wallet(
        id, left.spent() ? List.of() : List.of(left), List.of(), WalletPolicy.NONE, 0,
        new WalletTotals(allocated, consumed, 0, 0, 0, 0, 0), version, createdAt, updatedAt, null,
        PolicyState.NONE));
  }
}
