package io.tributary.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What takes a price's place.
 *
 * @param effectiveFrom neither in the past nor outside the replaced price's time; null: as early as that allows
 * @param effectiveTo null: where the replaced price would have ended
 */
public record CreditConfigChange(
    long creditAmount,
    @Nullable Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    @Nullable String description) {}
