package io.tributary.api.commands;

import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditReply;
import io.tributary.credits.RefusalCode;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The ledger's replies: one outcome for each of a command's operations, in their order. */
final class CreditReplies implements ReplyReader<List<CreditOutcome>> {
  @Override
  public Optional<Reply<List<CreditOutcome>>> read(SpecificRecord avro) {
    return switch (avro) {
      case CreditReply reply -> Optional.of(
          new Reply<>(reply.getCommandId(), reply.getInputPartition(), reply.getInputOffset(), reply.getOutcomes()));
      case ConsumptionReply reply -> Optional.of(
          new Reply<>(
              reply.getCommandId(), reply.getInputPartition(), reply.getInputOffset(), List.of(outcome(reply))));
      default -> Optional.empty();
    };
  }

  private static CreditOutcome outcome(ConsumptionReply reply) {
    return CreditOutcome.newBuilder()
        .setDecision(reply.getDecision())
        .setCode(reply.getRefusal() == null ? refusal(reply.getCode()) : reply.getRefusal())
        .setField(reply.getField())
        .setReplayed(reply.getReplayed())
        .setEntityId(reply.getEntityId())
        .setApplication(reply.getApplication())
        .setOperationCode(reply.getOperationCode())
        .setOperationId(reply.getOperationId())
        .setAmount(reply.getAmount())
        .setRequested(reply.getRequested())
        .setOccurredAt(reply.getOccurredAt())
        .setPriceId(reply.getPriceId())
        .setBalance(reply.getBalance())
        .setAllocated(reply.getAllocated())
        .setConsumed(reply.getConsumed())
        .setEventId(reply.getEventId())
        .setDecidedAt(reply.getDecidedAt())
        .setCap(reply.getCap())
        .build();
  }

  /** Of a ledger that knows the released codes only: each has a namesake. */
  private static @Nullable CreditRefusal refusal(@Nullable RefusalCode code) {
    return code == null ? null : CreditRefusal.valueOf(code.name());
  }
}
