package io.tributary.outbox;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.FundingRecorded;
import io.tributary.credits.GrantKind;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.RecurrenceInterval;
import io.tributary.outbox.AllocationTerms.Recurrence;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The events of an entity's pool. */
final class CreditEvents {
  private CreditEvents() {}

  static FundingRecorded funded(EventMetas metas, long version, Funding funding) {
    EventMeta meta = metas.of("funding.recorded", "credit_pool", funding.entityId(), version);
    return new FundingRecorded(
        meta,
        funding.fundingId().toString(),
        funding.entityId(),
        funding.amount(),
        funding.reason(),
        funding.funded(),
        funding.unallocated(),
        null);
  }

  /** Nothing was bought: {@code funded} stays, what came back can be allocated again. */
  static FundingRecorded returned(EventMetas metas, CreditReturn returned, PoolRows.Pool pool) {
    EventMeta meta = metas.of("funding.recorded", "credit_pool", returned.entityId(), pool.version());
    meta.setCausationId(returned.eventId().toString());
    return new FundingRecorded(
        meta,
        returned.eventId().toString(),
        returned.entityId(),
        returned.amount(),
        returned.reason(),
        pool.funded(),
        pool.unallocated(),
        returned.application());
  }

  static AllocationRecorded allocated(EventMetas metas, long version, Allocation allocation) {
    EventMeta meta = metas.of("allocation.recorded", "credit_pool", allocation.entityId(), version);
    return new AllocationRecorded(
        meta,
        allocation.allocationId().toString(),
        allocation.entityId(),
        allocation.application(),
        allocation.amount(),
        allocation.purpose(),
        allocation.unallocated(),
        terms(allocation.terms()));
  }

  private static @Nullable GrantTerms terms(@Nullable AllocationTerms terms) {
    if (terms == null) {
      return null;
    }
    Recurrence recurrence = terms.recurrence();
    BigDecimal costBasis = terms.costBasis();
    return GrantTerms.newBuilder()
        .setKind(GrantKind.valueOf(terms.kind().name()))
        .setPriority(terms.priority())
        .setEffectiveAt(terms.effectiveAt())
        .setExpiresAt(terms.expiresAt())
        .setRecurs(recurrence == null ? null : RecurrenceInterval.valueOf(recurrence.interval().name()))
        .setRecurrenceAnchor(recurrence == null ? null : recurrence.anchor())
        .setRolloverMin(terms.rollover().min())
        .setRolloverMax(terms.rollover().max())
        .setCostBasis(costBasis == null ? null : costBasis.setScale(AllocationTerms.COST_SCALE))
        .setExternalKey(terms.externalKey())
        .build();
  }
}
