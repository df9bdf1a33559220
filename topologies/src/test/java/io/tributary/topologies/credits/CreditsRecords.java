package io.tributary.topologies.credits;

import io.tributary.common.CommandMeta;
import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.FundingRecorded;
import io.tributary.credits.GrantTerms;
import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Input records of the credits context, as the write side and the door make them. */
final class CreditsRecords {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private CreditsRecords() {}

  static AllocationRecorded allocation(UUID tenantId, String entityId, String application, long amount) {
    String id = UUID.randomUUID().toString();
    return AllocationRecorded.newBuilder()
        .setMeta(event(tenantId, "allocation.recorded", "credit_pool", entityId))
        .setAllocationId(id)
        .setEntityId(entityId)
        .setApplication(application)
        .setAmount(amount)
        .setPurpose("budget")
        .setUnallocated(0)
        .build();
  }

  static AllocationRecorded allocation(UUID tenantId, String entityId, String application, long amount, GrantTerms terms) {
    AllocationRecorded allocation = allocation(tenantId, entityId, application, amount);
    allocation.setTerms(terms);
    return allocation;
  }

  static FundingRecorded funding(UUID tenantId, String entityId, long amount) {
    return FundingRecorded.newBuilder()
        .setMeta(event(tenantId, "funding.recorded", "credit_pool", entityId))
        .setFundingId(UUID.randomUUID().toString())
        .setEntityId(entityId)
        .setAmount(amount)
        .setReason("bought")
        .setFunded(amount)
        .setUnallocated(amount)
        .build();
  }

  static TenantStatusChanged status(UUID tenantId, TenantStatus to) {
    return TenantStatusChanged.newBuilder()
        .setMeta(event(tenantId, "tenant.status_changed", "tenant", tenantId.toString()))
        .setFrom(TenantStatus.UNKNOWN)
        .setTo(to)
        .build();
  }

  static ConsumeCredits consume(UUID tenantId, String entityId, String application, String operationId, long amount) {
    return ConsumeCredits.newBuilder()
        .setMeta(CommandMeta.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setType("credits.consume")
            .setTenantId(tenantId.toString())
            .setTimestamp(Instant.EPOCH)
            .setCorrelationId("correlation-1")
            .setUserId("user-1")
            .setReplyPartition(0)
            .build())
        .setEntityId(entityId)
        .setApplication(application)
        .setOperationCode("orders.create")
        .setOperationId(operationId)
        .setAmount(amount)
        .setAttributes(Map.of("invoice", "536365"))
        .build();
  }

  private static EventMeta event(UUID tenantId, String type, String aggregateType, String aggregateId) {
    return EventMeta.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setType(type)
        .setAggregateId(aggregateId)
        .setAggregateType(aggregateType)
        .setTenantId(tenantId.toString())
        .setVersion(1)
        .setTimestamp(Instant.EPOCH)
        .build();
  }
}
