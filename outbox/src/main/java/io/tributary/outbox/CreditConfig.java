package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operation costs in a scope on [{@code effectiveFrom}, {@code effectiveTo}): S0's {@code creditConfigs}. Nothing of
 * it changes but its end.
 *
 * @param creditAmount whole credits, 1 to {@link io.tributary.schemas.Amounts#MAX}
 * @param effectiveTo null: until another price replaces it
 * @param replaces the price that ended where this one began
 * @param version 1, and one more each time its end was moved
 */
public record CreditConfig(
    UUID id,
    String operationCode,
    PriceScope scope,
    long creditAmount,
    Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    @Nullable String description,
    @Nullable UUID replaces,
    int version,
    Instant createdAt,
    Instant updatedAt) {
  boolean appliesAt(Instant time) {
    return !effectiveFrom.isAfter(time) && !endedBy(time);
  }

  boolean endedBy(Instant time) {
    return effectiveTo != null && !effectiveTo.isAfter(time);
  }

  CreditConfig endedAt(Instant end, Instant now) {
    return new CreditConfig(
        id, operationCode, scope, creditAmount, effectiveFrom, end, description, replaces, version + 1, createdAt, now);
  }
}
