package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Unspent credits that the ledger took back from a wallet.
 *
 * @param eventId of the ledger's event: the identity under which it is booked
 * @param amount whole credits, from 1
 * @param reclaimedAt when the ledger decided
 */
record CreditReturn(
    UUID eventId,
    UUID tenantId,
    String entityId,
    String application,
    long amount,
    @Nullable String reason,
    Instant reclaimedAt) {}
