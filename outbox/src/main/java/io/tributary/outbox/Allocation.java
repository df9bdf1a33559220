package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Funded credits given to an application. {@code unallocated} is what the entity has left after it. */
public record Allocation(
    UUID allocationId,
    UUID tenantId,
    String entityId,
    String application,
    long amount,
    @Nullable String purpose,
    long unallocated,
    Instant createdAt) {}
