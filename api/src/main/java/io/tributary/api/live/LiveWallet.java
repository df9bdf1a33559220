package io.tributary.api.live;

import io.tributary.topologies.credits.WalletView;
import java.time.Instant;

/** What the board needs of a wallet, as it was at {@code version}. */
record LiveWallet(
    String entityId, String application, long balance, long allocated, long consumed, long version, Instant at) {
  static LiveWallet of(WalletView wallet) {
    return new LiveWallet(
        wallet.entityId(), wallet.application(), wallet.balance(), wallet.allocated(), wallet.consumed(),
        wallet.version(), wallet.updatedAt());
  }
}
