package io.tributary.outbox;

import io.tributary.common.EventMeta;
import io.tributary.schemas.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Envelopes of the events of one write: who asked, when, about which tenant. */
record EventMetas(UUID tenantId, Instant time, WriteContext context) {
  EventMeta of(String type, String aggregateType, String aggregateId, long version) {
    return EventMeta.newBuilder()
        .setId(Ids.next().toString())
        .setType(type)
        .setAggregateType(aggregateType)
        .setAggregateId(aggregateId)
        .setTenantId(tenantId.toString())
        .setVersion(version)
        .setTimestamp(time)
        .setCorrelationId(context.correlationId())
        .setCausationId(null)
        .setUserId(context.userId())
        .setMetadata(Map.of())
        .build();
  }
}
