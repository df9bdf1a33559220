package io.tributary.outbox;

import org.jspecify.annotations.Nullable;

/** Which allocations of a tenant; null leaves a part open. */
public record AllocationFilter(
    @Nullable String entityId, @Nullable String application, @Nullable String externalKey) {}
