package io.tributary.topologies.credits;

import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.credits.OperationOutcome.Balances;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Emission;
import io.tributary.topologies.kernel.Envelopes;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Decides consumptions, once for each operation. */
final class ConsumeHandler implements RecordHandler {
  private final CreditLedger ledger;
  private final CreditsRecorder recorder;
  private final OperationLog operations;
  private final Payloads payloads;

  ConsumeHandler(CreditLedger ledger, CreditsRecorder recorder, OperationLog operations, Payloads payloads) {
    this.ledger = ledger;
    this.recorder = recorder;
    this.operations = operations;
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    SpecificRecord decoded = payloads.decode(received.payload());
    if (!(decoded instanceof ConsumeCredits avro)) {
      throw new IllegalArgumentException("not a command of this context: " + decoded.getSchema().getFullName());
    }
    Cause cause = Envelopes.cause(received, avro.getMeta());
    CreditCommand.Consume command = CreditsMapping.command(avro);
    ConsumptionReply reply = answer(received, cause, command, work);
    reply(received, avro.getMeta().getReplyPartition(), cause, reply, work);
  }

  private ConsumptionReply answer(Received received, Cause cause, CreditCommand.Consume command, Work work) {
    OperationId operation = command.operation();
    Optional<OperationOutcome> known = operations
        .find(work.state(), cause.tenantId(), operation.identity(), received.time())
        .map(OperationRow::decode);
    if (known.isEmpty()) {
      return Replies.of(cause.tenantId(), operation, decide(received, cause, command, work));
    }
    ConsumptionReply recorded = Replies.of(cause.tenantId(), operation, known.get());
    String difference = known.get().firstDifference(command, cause.userId());
    if (difference != null) {
      recorded.setDecidedAt(received.time());
      return Replies.mismatch(recorded, command, difference);
    }
    recorded.setReplayed(true);
    return recorded;
  }

  private OperationOutcome decide(Received received, Cause cause, CreditCommand.Consume command, Work work) {
    LedgerState before = recorder.load(work.state(), cause.tenantId(), command.wallet());
    Outcome<CreditEvent, Refusal> decided = ledger.decide(before, command, received.time());
    LedgerState after = recorder.record(before, decided.events(), cause, work);
    Refusal refusal = switch (decided) {
      case Outcome.Accepted<CreditEvent, Refusal> accepted -> null;
      case Outcome.Refused<CreditEvent, Refusal> refused -> refused.reason();
    };
    OperationOutcome outcome = new OperationOutcome(
        command.amount(), command.wallet().entityId(), cause.userId(), cause.id(), received.partition(),
        received.offset(), refusal, Balances.of(settled(after.wallet(), received.time())), received.time());
    if (refusal == null || refusal.byState()) {
      operations.remember(
          work.state(), cause.tenantId(), command.operation().identity(), received.time(),
          OperationRow.encode(outcome));
    }
    return outcome;
  }

  /** A refusal writes nothing, but what is due by then is no longer there to be spent: the reply must not show it. */
  private static @Nullable Wallet settled(@Nullable Wallet wallet, Instant time) {
    return wallet == null ? null : WalletBook.open(wallet, time).wallet();
  }

  /** A replayed outcome is answered to who asks now, from the position where he asked. */
  private void reply(Received received, int replyPartition, Cause cause, ConsumptionReply reply, Work work) {
    if (replyPartition < 0) {
      return;
    }
    reply.setCommandId(cause.id().toString());
    reply.setReplyPartition(replyPartition);
    reply.setInputPartition(received.partition());
    reply.setInputOffset(received.offset());
    work.emit(Emission.reply(
        TenantKey.bytes(cause.tenantId()), payloads.encode(reply), received.time(), replyPartition));
  }
}
