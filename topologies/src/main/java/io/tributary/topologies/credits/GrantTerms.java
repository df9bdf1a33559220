package io.tributary.topologies.credits;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How allocated credits may be spent, as it was asked for: {@link Grant} says what each part means.
 *
 * @param effectiveAt null: at once
 */
public record GrantTerms(
    GrantKind kind,
    int priority,
    @Nullable Instant effectiveAt,
    @Nullable Instant expiresAt,
    @Nullable Recurrence recurrence,
    Rollover rollover,
    @Nullable BigDecimal costBasis,
    @Nullable String externalKey) {
  /**
   * @throws IllegalArgumentException when the grant would break a rule of its own
   */
  Grant grant(String id, long amount, Instant at) {
    return new Grant(
        id, kind, amount, priority, at, effectiveAt == null ? at : effectiveAt, expiresAt, recurrence, rollover,
        costBasis, externalKey);
  }
}
