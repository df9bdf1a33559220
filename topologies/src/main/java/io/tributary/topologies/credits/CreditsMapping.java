package io.tributary.topologies.credits;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.CreditsFunded;
import io.tributary.credits.FundingRecorded;
import io.tributary.credits.RefusalCode;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Consumed;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.kernel.Cause;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The one place where the context's Avro types and its own meet. */
final class CreditsMapping {
  /** In an event's metadata: the application that called. */
  private static final String SOURCE = "source";

  private CreditsMapping() {}

  static CreditCommand.Consume command(ConsumeCredits avro) {
    return new CreditCommand.Consume(
        new WalletId(avro.getEntityId(), avro.getApplication()),
        new OperationId(avro.getApplication(), avro.getOperationCode(), avro.getOperationId()),
        avro.getAmount(),
        avro.getAttributes());
  }

  static CreditCommand.Fund command(FundingRecorded avro) {
    return new CreditCommand.Fund(
        avro.getFundingId(), avro.getEntityId(), avro.getAmount(), avro.getReason(), avro.getFunded(),
        avro.getUnallocated());
  }

  static CreditCommand.Allocate command(AllocationRecorded avro) {
    return new CreditCommand.Allocate(
        new WalletId(avro.getEntityId(), avro.getApplication()), avro.getAllocationId(), avro.getAmount(),
        avro.getPurpose(), GrantMapping.terms(avro));
  }

  static SpecificRecord event(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Funded event -> funded(recorded, event.funding());
      case Allocated event -> allocated(recorded, event);
      case Consumed event -> consumed(recorded, event);
      case Happened event -> GrantMapping.event(walletMeta(recorded, Happening.of(event.change()).type(), event.after()), event);
      case Refused event -> refused(recorded, event);
    };
  }

  static RefusalCode code(Refusal reason) {
    return switch (reason) {
      case INSUFFICIENT_CREDITS -> RefusalCode.INSUFFICIENT_CREDITS;
      case WALLET_NOT_FOUND -> RefusalCode.WALLET_NOT_FOUND;
      case TENANT_NOT_ACTIVE -> RefusalCode.TENANT_NOT_ACTIVE;
      case AMOUNT_OUT_OF_RANGE -> RefusalCode.AMOUNT_OUT_OF_RANGE;
      case HOLD_EXISTS, HOLD_NOT_FOUND, HOLD_ALREADY_POSTED, HOLD_ALREADY_VOIDED, HOLD_EXPIRED, EXCEEDS_HOLD,
          GRANT_NOT_FOUND, GRANT_ENDED -> throw new IllegalArgumentException("no refusal of a consumption: " + reason);
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
        .build();
  }

  private static CreditsAllocated allocated(RecordedEvent recorded, Allocated event) {
    Wallet after = event.after();
    EventMeta meta = walletMeta(recorded, EventTypes.ALLOCATED, after);
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

  private static CreditsConsumed consumed(RecordedEvent recorded, Consumed event) {
    Wallet after = event.after();
    EventMeta meta = walletMeta(recorded, EventTypes.CONSUMED, after);
    meta.setMetadata(withSource(meta.getMetadata(), event.operation()));
    return CreditsConsumed.newBuilder()
        .setMeta(meta)
        .setOperationId(event.operation().id())
        .setOperationCode(event.operation().code())
        .setEntityId(after.id().entityId())
        .setApplication(after.id().application())
        .setAmount(event.amount())
        .setBalance(after.balance())
        .setAllocated(after.allocated())
        .setConsumed(after.consumed())
        .setAttributes(event.attributes())
        .setBurned(GrantMapping.burned(event.change().burns()))
        .build();
  }

  private static ConsumptionRefused refused(RecordedEvent recorded, Refused event) {
    EventMeta meta = meta(recorded, EventTypes.REFUSED, "operation", event.operation().aggregateId(), 1);
    meta.setMetadata(withSource(meta.getMetadata(), event.operation()));
    return ConsumptionRefused.newBuilder()
        .setMeta(meta)
        .setOperationId(event.operation().id())
        .setOperationCode(event.operation().code())
        .setEntityId(event.wallet().entityId())
        .setApplication(event.wallet().application())
        .setAmount(event.amount())
        .setCode(code(event.reason()))
        .setBalance(event.balance())
        .setAttributes(event.attributes())
        .build();
  }

  private static EventMeta walletMeta(RecordedEvent recorded, String type, Wallet after) {
    return meta(recorded, type, "wallet", after.id().aggregateId(), after.version());
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
