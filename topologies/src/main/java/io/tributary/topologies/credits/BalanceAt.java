package io.tributary.topologies.credits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a wallet had at a moment; amounts in whole credits.
 *
 * @param balance what could be spent; what had expired or taken effect by then counts, also where the ledger has not
 *     recorded it yet
 * @param version of the last entry by then; 0 before the first
 * @param movedAt when that entry was made; null before the first
 */
public record BalanceAt(long balance, long version, @Nullable Instant movedAt) {
  static final BalanceAt NOTHING = new BalanceAt(0, 0, null);

  /**
   * The balance right before {@code end}.
   *
   * @param wallet as it is now
   */
  static BalanceAt before(Instant end, EntryHistory history, Wallet wallet) {
    EntryView last = history.lastBefore(end);
    if (last == null) {
      return NOTHING;
    }
    return new BalanceAt(last.balance() + due(end, last, wallet), last.version(), last.at());
  }

  /**
   * What has come due since the wallet's last entry without being recorded; a grant expires at its own time, but is
   * published with the wallet's next movement or by upkeep.
   */
  static long due(Instant end, EntryView last, Wallet wallet) {
    return last.version() < wallet.version()
        ? 0
        : WalletBook.open(wallet, end.minusMillis(1)).wallet().balance() - wallet.balance();
  }
}
