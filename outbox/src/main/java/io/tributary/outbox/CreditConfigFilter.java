package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which prices; null leaves a part open.
 *
 * @param reader only what this tenant may see: its own, its plan's, and those for everybody
 * @param at only those effective at that time
 */
public record CreditConfigFilter(
    @Nullable Tenant reader,
    @Nullable UUID tenantId,
    @Nullable String plan,
    @Nullable String application,
    @Nullable String operationCode,
    @Nullable Instant at) {}
