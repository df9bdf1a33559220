package io.tributary.outbox;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An allocation's terms as a part of what an Idempotency-Key stands for. */
final class TermContent {
  private TermContent() {}

  /** Without terms nothing is added, so that keys from before there were any still match. */
  static IdempotentWrite.Builder with(@Nullable AllocationTerms terms, IdempotentWrite.Builder write) {
    if (terms == null) {
      return write;
    }
    AllocationTerms.Recurrence recurrence = terms.recurrence();
    BigDecimal costBasis = terms.costBasis();
    return write
        .with("terms.kind", terms.kind().id())
        .with("terms.priority", terms.priority())
        .with("terms.effectiveAt", terms.effectiveAt())
        .with("terms.expiresAt", terms.expiresAt())
        .with("terms.recurrence.interval", recurrence == null ? null : recurrence.interval().id())
        .with("terms.recurrence.anchor", recurrence == null ? null : recurrence.anchor())
        .with("terms.rollover.min", terms.rollover().min())
        .with("terms.rollover.max", terms.rollover().max())
        .with("terms.costBasis", costBasis == null ? null : costBasis.toPlainString())
        .with("terms.externalKey", terms.externalKey());
  }
}
