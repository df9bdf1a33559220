package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.Map;

/**
 * What an operation spent of a wallet, with what is needed to give it back.
 *
 * @param operation that spent: a consumption, or the hold that was posted
 * @param at when its grants were burned, or reserved
 * @param gone grants that it burned, as the wallet had them last; it may have them no more, since nothing was left
 */
public record Reversible(
    WalletId wallet, OperationId operation, Spent spent, Instant at, Map<String, GrantState> gone) {
  public Reversible {
    gone = Map.copyOf(gone);
  }
}
