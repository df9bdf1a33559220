package io.tributary.topologies.credits;

import java.time.Instant;

/**
 * A wallet as readers see it; amounts in whole credits, {@code balance = allocated - consumed}.
 *
 * @param version the aggregate's version: the number of events applied to it
 */
public record WalletView(
    String entityId,
    String application,
    long balance,
    long allocated,
    long consumed,
    long version,
    Instant createdAt,
    Instant updatedAt) {}
