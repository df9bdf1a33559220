package io.tributary.topologies.credits;

import io.tributary.credits.BatchOperation;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.CreditReply;
import io.tributary.credits.Decision;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides batches: their operations in their order, each on what those before it left. Of a linked batch, the first that
 * is refused undoes those before it and spares those after it; it keeps its outcome, they may be sent again.
 */
final class BatchDesk {
  /** Operations of one record. */
  static final int MAX_OPERATIONS = 1_000;

  private final OperationDesk desk;
  private final CreditsRecorder recorder;

  BatchDesk(OperationDesk desk, CreditsRecorder recorder) {
    this.desk = desk;
    this.recorder = recorder;
  }

  CreditReply decide(ConsumeBatch batch, Cause cause, ReplyAddress address, Received received, Work work) {
    List<BatchOperation> operations = batch.getOperations();
    if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
      throw new IllegalArgumentException("batch of " + operations.size() + " operations");
    }
    LedgerSession session = recorder.begin(cause, received.time(), operations.size(), work);
    List<CreditOutcome> outcomes = new ArrayList<>(operations.size());
    for (int i = 0; i < operations.size(); i++) {
      Operation command = CommandMapping.operation(operations.get(i), session.eventId(i));
      outcomes.add(desk.answer(session, command, i, by(cause, operations.get(i)), received));
      if (batch.getLinked() && outcomes.getLast().getDecision() != Decision.APPROVED) {
        session = session.refusalOnly(command.operation());
        outcomes = unlinked(outcomes.getLast(), i, operations.size(), received.time());
        break;
      }
    }
    recorder.commit(session, work);
    outcomes.forEach(BatchDesk::shorten);
    return Replies.reply(address, outcomes);
  }

  private static List<CreditOutcome> unlinked(CreditOutcome refused, int index, int size, Instant time) {
    List<CreditOutcome> outcomes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      outcomes.add(i == index
          ? refused
          : CreditOutcome.newBuilder()
              .setDecision(Decision.REFUSED)
              .setCode(CreditRefusal.LINKED_OPERATION_FAILED)
              .setDecidedAt(time)
              .build());
    }
    return outcomes;
  }

  /** Whoever sent the batch knows what it is about: a thousand long ids would outgrow the reply. */
  private static void shorten(CreditOutcome outcome) {
    outcome.setEntityId(null);
    outcome.setApplication(null);
    outcome.setOperationCode(null);
    outcome.setOperationId(null);
  }

  private static Cause by(Cause cause, BatchOperation operation) {
    String userId = operation.getUserId();
    return userId == null
        ? cause
        : new Cause(
            cause.id(), cause.tenantId(), cause.correlationId(), userId, cause.metadata(), cause.traceparent());
  }
}
