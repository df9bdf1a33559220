package io.tributary.api.credits;

import io.tributary.outbox.AllocationTerms;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How allocated credits may be spent, as it is shown: the names of {@link TermsRequest}, every default said. */
record TermsView(
    String kind,
    int priority,
    @Nullable Instant effectiveAt,
    @Nullable Instant expiresAt,
    @Nullable Recurrence recurrence,
    Rollover rollover,
    @Nullable String costBasis,
    @Nullable String externalKey) {
  record Recurrence(String interval, @Nullable Instant anchor) {}

  record Rollover(long min, long max) {}

  static @Nullable TermsView of(@Nullable AllocationTerms terms) {
    if (terms == null) {
      return null;
    }
    AllocationTerms.Recurrence recurrence = terms.recurrence();
    BigDecimal costBasis = terms.costBasis();
    return new TermsView(
        terms.kind().id(),
        terms.priority(),
        terms.effectiveAt(),
        terms.expiresAt(),
        recurrence == null ? null : new Recurrence(recurrence.interval().id(), recurrence.anchor()),
        new Rollover(terms.rollover().min(), terms.rollover().max()),
        costBasis == null ? null : costBasis.toPlainString(),
        terms.externalKey());
  }
}
