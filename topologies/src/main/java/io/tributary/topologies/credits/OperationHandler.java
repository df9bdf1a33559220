package io.tributary.topologies.credits;

import io.tributary.common.CommandMeta;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditOutcome;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Emission;
import io.tributary.topologies.kernel.Envelopes;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Decides operations, each once for its id, and answers whoever waits. */
final class OperationHandler implements RecordHandler {
  private final OperationDesk desk;
  private final CreditsRecorder recorder;
  private final BatchDesk batches;
  private final Payloads payloads;

  OperationHandler(OperationDesk desk, CreditsRecorder recorder, Payloads payloads) {
    this.desk = desk;
    this.recorder = recorder;
    this.batches = new BatchDesk(desk, recorder);
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    SpecificRecord avro = payloads.decode(received.payload());
    CommandMeta meta = CommandMapping.meta(avro);
    Cause cause = Envelopes.cause(received, meta);
    ReplyAddress address = ReplyAddress.of(cause, received, meta.getReplyPartition());
    SpecificRecord reply = avro instanceof ConsumeBatch batch
        ? batches.decide(batch, cause, address, received, work)
        : one(avro, cause, address, received, work);
    if (address.replyPartition() >= 0) {
      work.emit(Emission.reply(
          address.commandId(), TenantKey.bytes(cause.tenantId()), payloads.encode(reply), received.time(), address.replyPartition()));
    }
  }

  private SpecificRecord one(SpecificRecord avro, Cause cause, ReplyAddress address, Received received, Work work) {
    LedgerSession session = recorder.begin(cause, received.time(), 1, work);
    Operation command = CommandMapping.operation(avro, session.eventId(0));
    CreditOutcome outcome = desk.answer(session, command, 0, cause, received);
    recorder.commit(session, work);
    return command instanceof Consume consume
        ? Replies.consumption(address, outcome, consume)
        : Replies.reply(address, List.of(outcome));
  }
}
