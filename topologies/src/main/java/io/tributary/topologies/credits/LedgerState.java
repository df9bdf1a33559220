package io.tributary.topologies.credits;

import org.jspecify.annotations.Nullable;

/**
 * What a decision of the ledger depends on.
 *
 * @param wallet null while nothing was ever allocated to it
 */
public record LedgerState(TenantStanding tenant, @Nullable Wallet wallet) {}
