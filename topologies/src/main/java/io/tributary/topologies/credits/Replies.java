package io.tributary.topologies.credits;

import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.Decision;
import io.tributary.credits.RefusalCode;
import io.tributary.topologies.credits.OperationOutcome.Balances;
import io.tributary.topologies.kernel.EventIds;
import java.util.UUID;

/** Makes replies to consumptions. */
final class Replies {
  private static final int NOBODY = -1;

  private Replies() {}

  /** An outcome as it was replied when it was decided. */
  static ConsumptionReply of(UUID tenantId, OperationId operation, OperationOutcome outcome) {
    Balances wallet = outcome.wallet();
    Refusal refusal = outcome.refusal();
    boolean published = refusal == null || refusal.byState();
    return ConsumptionReply.newBuilder()
        .setCommandId(outcome.commandId().toString())
        .setTenantId(tenantId.toString())
        .setReplyPartition(NOBODY)
        .setInputPartition(outcome.partition())
        .setInputOffset(outcome.offset())
        .setDecision(refusal == null ? Decision.APPROVED : Decision.REFUSED)
        .setCode(refusal == null ? null : CreditsMapping.code(refusal))
        .setReplayed(false)
        .setEntityId(outcome.entityId())
        .setApplication(operation.application())
        .setOperationCode(operation.code())
        .setOperationId(operation.id())
        .setAmount(outcome.amount())
        .setBalance(wallet == null ? null : wallet.balance())
        .setAllocated(wallet == null ? null : wallet.allocated())
        .setConsumed(wallet == null ? null : wallet.consumed())
        .setEventId(published ? EventIds.derive(outcome.commandId(), 0, outcome.decidedAt()).toString() : null)
        .setDecidedAt(outcome.decidedAt())
        .build();
  }

  /** The reply to a command whose operation id was used before with other content. */
  static ConsumptionReply mismatch(ConsumptionReply recorded, CreditCommand.Consume command, String field) {
    recorded.setDecision(Decision.REFUSED);
    recorded.setCode(RefusalCode.OPERATION_MISMATCH);
    recorded.setField(field);
    recorded.setEntityId(command.wallet().entityId());
    recorded.setAmount(command.amount());
    recorded.setBalance(null);
    recorded.setAllocated(null);
    recorded.setConsumed(null);
    recorded.setEventId(null);
    return recorded;
  }
}
