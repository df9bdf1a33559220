package io.tributary.client;

import java.time.Instant;

/**
 * An operation that a lease paid for and the ledger is to be told.
 *
 * @param occurredAt on the platform's clock, before the lease's end
 */
record Spending(String leaseId, Operation operation, Instant occurredAt) {}
