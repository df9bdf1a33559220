package io.tributary.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price to begin.
 *
 * @param effectiveFrom not in the past; null: now
 * @param effectiveTo after {@code effectiveFrom}; null: until it is replaced or ended
 */
public record NewCreditConfig(
    String operationCode,
    PriceScope scope,
    long creditAmount,
    @Nullable Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    @Nullable String description) {}
