package io.tributary.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param application name or alias
 * @param amount whole credits, 1 to {@link io.tributary.schemas.Amounts#MAX}
 * @param terms null where credits are simply bought: at once, for ever, untouched by resets
 */
public record NewAllocation(
    String entityId, String application, long amount, @Nullable String purpose, @Nullable AllocationTerms terms) {}
