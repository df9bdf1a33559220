package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Funded credits given to an application: a grant, whose id is the allocation's.
 *
 * @param terms null where none were given; else with every time said
 * @param unallocated what the entity has left after it
 */
public record Allocation(
    UUID allocationId,
    UUID tenantId,
    String entityId,
    String application,
    long amount,
    @Nullable String purpose,
    @Nullable AllocationTerms terms,
    long unallocated,
    Instant createdAt) {}
