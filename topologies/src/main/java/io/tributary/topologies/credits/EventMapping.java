package io.tributary.topologies.credits;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsFunded;
import io.tributary.credits.OperationRefused;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.kernel.Cause;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The ledger's events in Avro. */
final class EventMapping {
  /** In an event's metadata: the application that called. */
  private static final String SOURCE = "source";

  private EventMapping() {}

  static SpecificRecord event(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Funded event -> funded(recorded, event.funding());
      case Allocated event -> allocated(recorded, event);
      case Performed event -> ChangeMapping.performed(walletMeta(recorded, event), event);
      case Happened event -> ChangeMapping.happened(walletMeta(recorded, event), event.change(), event.after());
      case Refused event -> refused(recorded, event);
    };
  }

  /** A funding is an aggregate of its own, of one event: the pool's versions also count what is not published. */
  private static CreditsFunded funded(RecordedEvent recorded, CreditCommand.Fund funding) {
    EventMeta meta = meta(recorded, EventTypes.FUNDED, "funding", funding.fundingId(), 1);
    return CreditsFunded.newBuilder()
        .setMeta(meta)
        .setFundingId(funding.fundingId())
        .setEntityId(funding.entityId())
        .setAmount(funding.amount())
        .setReason(funding.reason())
        .setFunded(funding.funded())
        .setUnallocated(funding.unallocated())
        .setReclaimedFrom(funding.reclaimedFrom())
        .build();
  }

  private static CreditsAllocated allocated(RecordedEvent recorded, Allocated event) {
    Wallet after = event.after();
    EventMeta meta = walletMeta(recorded, event);
    return CreditsAllocated.newBuilder()
        .setMeta(meta)
        .setAllocationId(event.allocation().allocationId())
        .setEntityId(after.id().entityId())
        .setApplication(after.id().application())
        .setAmount(event.allocation().amount())
        .setPurpose(event.allocation().purpose())
        .setBalance(after.balance())
        .setAllocated(after.allocated())
        .setConsumed(after.consumed())
        .setTerms(GrantMapping.terms(event.allocation().terms()))
        .build();
  }

  private static SpecificRecord refused(RecordedEvent recorded, Refused event) {
    OperationId operation = event.operation().operation();
    boolean consumption = event.operation() instanceof CreditCommand.Consume;
    EventMeta meta = meta(
        recorded, consumption ? EventTypes.REFUSED : EventTypes.OPERATION_REFUSED, "operation",
        operation.aggregateId(), 1);
    meta.setMetadata(withSource(meta.getMetadata(), operation));
    CreditRefusal code = RefusalMapping.of(event.reason());
    return event.operation() instanceof CreditCommand.Consume consume
        ? new ConsumptionRefused(
            meta, operation.id(), operation.code(), consume.wallet().entityId(), consume.wallet().application(),
            consume.amount(), RefusalMapping.ofConsumption(code), event.balance(), consume.attributes(),
            PolicyMapping.exceeded(event.cap()))
        : new OperationRefused(
            meta, operation.id(), operation.code(), operation.application(), event.operation().amount(), code,
            event.balance(), PolicyMapping.exceeded(event.cap()));
  }

  private static EventMeta walletMeta(RecordedEvent recorded, WalletEvent event) {
    Wallet after = event.after();
    EventMeta meta =
        meta(recorded, EventTypes.of(event.change()), "wallet", after.id().aggregateId(), after.version());
    if (event instanceof Performed performed) {
      meta.setMetadata(withSource(meta.getMetadata(), performed.purpose()));
    }
    return meta;
  }

  private static EventMeta meta(
      RecordedEvent recorded, String type, String aggregateType, String aggregateId, long version) {
    Cause cause = recorded.cause();
    return EventMeta.newBuilder()
        .setId(recorded.id().toString())
        .setType(type)
        .setAggregateId(aggregateId)
        .setAggregateType(aggregateType)
        .setTenantId(cause.tenantId().toString())
        .setVersion(version)
        .setTimestamp(recorded.event().at())
        .setCorrelationId(cause.correlationId())
        .setCausationId(cause.id().toString())
        .setUserId(recorded.userId())
        .setMetadata(cause.metadata())
        .build();
  }

  /** The sender may name the calling application itself; else it is the operation's. */
  private static Map<String, String> withSource(Map<String, String> metadata, OperationId operation) {
    Map<String, String> extended = new HashMap<>(metadata);
    extended.putIfAbsent(SOURCE, operation.application());
    return extended;
  }
}
