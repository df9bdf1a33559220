package io.tributary.outbox;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.FundingRecorded;

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
        funding.unallocated());
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
        null);
  }
}
