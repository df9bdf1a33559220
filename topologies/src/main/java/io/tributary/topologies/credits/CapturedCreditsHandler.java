package io.tributary.topologies.credits;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.FundingRecorded;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Envelopes;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.TenantStanding;
import io.tributary.topologies.kernel.Work;
import org.apache.avro.specific.SpecificRecord;

/** Applies what Postgres decided: fundings and allocations, each once and in order. */
final class CapturedCreditsHandler implements RecordHandler {
  private final CreditLedger ledger;
  private final CreditsRecorder recorder;
  private final Payloads payloads;

  CapturedCreditsHandler(CreditLedger ledger, CreditsRecorder recorder, Payloads payloads) {
    this.ledger = ledger;
    this.recorder = recorder;
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    SpecificRecord avro = payloads.decode(received.payload());
    switch (avro) {
      case AllocationRecorded allocation ->
          apply(received, Envelopes.cause(received, allocation.getMeta()), CommandMapping.captured(allocation), work);
      case FundingRecorded funding ->
          apply(received, Envelopes.cause(received, funding.getMeta()), CommandMapping.captured(funding), work);
      default -> throw new IllegalArgumentException(
          "not captured for this context: " + avro.getSchema().getFullName());
    }
  }

  private void apply(Received received, Cause cause, CreditCommand command, Work work) {
    LedgerSession session = recorder.begin(cause, received.time(), 1, work);
    LedgerState state = command instanceof CreditCommand.Allocate allocate
        ? session.state(allocate.wallet())
        : new LedgerState(TenantStanding.UNKNOWN, null);
    session.add(ledger.decide(state, command, received.time()).events(), 0, cause);
    recorder.commit(session, work);
  }
}
