package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Credits bought by or granted to an entity. {@code funded} and {@code unallocated} are the entity's totals after it. */
public record Funding(
    UUID fundingId,
    UUID tenantId,
    String entityId,
    long amount,
    @Nullable String reason,
    long funded,
    long unallocated,
    Instant createdAt) {}
