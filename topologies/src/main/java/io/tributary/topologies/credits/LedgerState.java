package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.TenantStanding;
import org.jspecify.annotations.Nullable;

/**
 * What a decision of the ledger depends on.
 *
 * @param wallet null while nothing was ever allocated to it
 * @param hold what is known of the hold that a command names; null where it names none, or an unknown one
 * @param reversible what is known of the consumption that a command reverses; null likewise
 * @param receiver the wallet that credits are to go to; null where there is none yet
 * @param room what the wallet's caps leave for the command
 */
public record LedgerState(
    TenantStanding tenant,
    @Nullable Wallet wallet,
    @Nullable KnownHold hold,
    @Nullable Reversible reversible,
    @Nullable Wallet receiver,
    SpendRoom room) {
  public LedgerState(TenantStanding tenant, @Nullable Wallet wallet) {
    this(tenant, wallet, null, null, null);
  }

  LedgerState(
      TenantStanding tenant,
      @Nullable Wallet wallet,
      @Nullable KnownHold hold,
      @Nullable Reversible reversible,
      @Nullable Wallet receiver) {
    this(tenant, wallet, hold, reversible, receiver, SpendRoom.ENDLESS);
  }

  LedgerState with(Wallet next) {
    return wallet != null && !wallet.id().equals(next.id())
        ? new LedgerState(tenant, wallet, hold, reversible, next, room)
        : new LedgerState(tenant, next, hold, reversible, receiver, room);
  }

  LedgerState with(SpendRoom left) {
    return new LedgerState(tenant, wallet, hold, reversible, receiver, left);
  }
}
