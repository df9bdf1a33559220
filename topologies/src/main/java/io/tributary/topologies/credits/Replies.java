package io.tributary.topologies.credits;

import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditReply;
import io.tributary.credits.Decision;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.WalletOperation;
import io.tributary.topologies.credits.OperationOutcome.Balances;
import io.tributary.topologies.kernel.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes what operations are answered with. */
final class Replies {
  private Replies() {}

  /** An outcome as it was replied when it was decided. */
  static CreditOutcome of(OperationId operation, OperationOutcome outcome) {
    OperationOutcome.Source source = outcome.source();
    return of(operation, outcome, EventIds.derive(source.commandId(), source.index(), outcome.decidedAt()));
  }

  /** @param eventId of the event that tells of the outcome, where one does */
  static CreditOutcome of(OperationId operation, OperationOutcome outcome, UUID eventId) {
    Refusal refusal = outcome.refusal();
    Long asked = outcome.content().amount();
    boolean published = refusal == null || refusal.byState();
    boolean upTo = refusal == null && asked != null && asked != outcome.moved();
    WalletId wallet = outcome.wallet();
    Balances balances = outcome.balances();
    Instant settleBy = outcome.expiresAt();
    Duration grace = outcome.content().grace();
    boolean ofLease = outcome.content().ofLease();
    return CreditOutcome.newBuilder()
        .setDecision(refusal == null ? Decision.APPROVED : Decision.REFUSED)
        .setCode(refusal == null ? null : RefusalMapping.of(refusal))
        .setEntityId(wallet == null ? null : wallet.entityId())
        .setApplication(wallet == null ? null : wallet.application())
        .setOperationCode(operation.code())
        .setOperationId(operation.id())
        .setAmount(refusal == null || asked == null ? outcome.moved() : asked)
        .setRequested(upTo ? asked : null)
        .setHoldId(ofLease ? null : outcome.holdId())
        .setLeaseId(ofLease ? outcome.holdId() : null)
        .setExpiresAt(grace == null || settleBy == null ? settleBy : settleBy.minus(grace))
        .setSettleBy(grace == null ? null : settleBy)
        .setOccurredAt(outcome.content().occurredAt())
        .setPriceId(outcome.content().priceId())
        .setBalance(balances == null ? null : balances.balance())
        .setAllocated(balances == null ? null : balances.allocated())
        .setConsumed(balances == null ? null : balances.consumed())
        .setEventId(published ? eventId.toString() : null)
        .setDecidedAt(outcome.decidedAt())
        .setCap(PolicyMapping.exceeded(outcome.cap()))
        .build();
  }

  /** The answer to an operation whose id was used before with other content. */
  static CreditOutcome mismatch(Operation command, String field, Instant time) {
    CreditOutcome.Builder outcome = CreditOutcome.newBuilder()
        .setDecision(Decision.REFUSED)
        .setCode(CreditRefusal.OPERATION_MISMATCH)
        .setField(field)
        .setOperationCode(command.operation().code())
        .setOperationId(command.operation().id())
        .setAmount(command.amount())
        .setDecidedAt(time);
    if (command instanceof WalletOperation named) {
      outcome.setEntityId(named.wallet().entityId()).setApplication(named.wallet().application());
    }
    return outcome.build();
  }

  static CreditReply reply(ReplyAddress to, List<CreditOutcome> outcomes) {
    return new CreditReply(
        to.commandId(), to.tenantId(), to.replyPartition(), to.inputPartition(), to.inputOffset(), outcomes);
  }

  /** The outcome of a consumption has a reply of its own, which was there first. */
  static ConsumptionReply consumption(ReplyAddress to, CreditOutcome outcome, CreditCommand.Consume command) {
    CreditRefusal code = outcome.getCode();
    return ConsumptionReply.newBuilder()
        .setCommandId(to.commandId())
        .setTenantId(to.tenantId())
        .setReplyPartition(to.replyPartition())
        .setInputPartition(to.inputPartition())
        .setInputOffset(to.inputOffset())
        .setDecision(outcome.getDecision())
        .setCode(code == null ? null : RefusalMapping.ofConsumption(code))
        .setRefusal(code)
        .setField(outcome.getField())
        .setReplayed(outcome.getReplayed())
        .setEntityId(command.wallet().entityId())
        .setApplication(command.wallet().application())
        .setOperationCode(command.operation().code())
        .setOperationId(command.operation().id())
        .setAmount(outcome.getAmount())
        .setRequested(outcome.getRequested())
        .setOccurredAt(outcome.getOccurredAt())
        .setPriceId(outcome.getPriceId())
        .setBalance(outcome.getBalance())
        .setAllocated(outcome.getAllocated())
        .setConsumed(outcome.getConsumed())
        .setEventId(outcome.getEventId())
        .setDecidedAt(outcome.getDecidedAt())
        .setCap(outcome.getCap())
        .build();
  }
}
