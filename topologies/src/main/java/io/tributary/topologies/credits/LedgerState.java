package io.tributary.topologies.credits;

import org.jspecify.annotations.Nullable;

/**
 * What a decision of the ledger depends on.
 *
 * @param wallet null while nothing was ever allocated to it
 * @param hold what is known of the hold that a command names; null where it names none, or an unknown one
 */
public record LedgerState(TenantStanding tenant, @Nullable Wallet wallet, @Nullable KnownHold hold) {
  public LedgerState(TenantStanding tenant, @Nullable Wallet wallet) {
    this(tenant, wallet, null);
  }

  LedgerState with(Wallet next) {
    return new LedgerState(tenant, next, hold);
  }
}
