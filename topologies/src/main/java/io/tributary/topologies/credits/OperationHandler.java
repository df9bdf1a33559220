package io.tributary.topologies.credits;

import io.tributary.common.CommandMeta;
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
  private final Payloads payloads;

  OperationHandler(OperationDesk desk, CreditsRecorder recorder, Payloads payloads) {
    this.desk = desk;
    this.recorder = recorder;
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    SpecificRecord avro = payloads.decode(received.payload());
    CommandMeta meta = CommandMapping.meta(avro);
    Cause cause = Envelopes.cause(received, meta);
    LedgerSession session = recorder.begin(cause, received.time(), 1, work);
    Operation command = CommandMapping.operation(avro, session.eventId(0));
    CreditOutcome outcome = desk.answer(session, command, 0, cause, received);
    recorder.commit(session, work);
    int partition = meta.getReplyPartition();
    if (partition >= 0) {
      ReplyAddress address = ReplyAddress.of(cause, received, partition);
      SpecificRecord reply = command instanceof Consume consume
          ? Replies.consumption(address, outcome, consume)
          : Replies.reply(address, List.of(outcome));
      work.emit(Emission.reply(
          TenantKey.bytes(cause.tenantId()), payloads.encode(reply), received.time(), partition));
    }
  }
}
