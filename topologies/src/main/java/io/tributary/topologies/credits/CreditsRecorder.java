package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.Work;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Puts what the ledger decided into a record's work: the new state, the views, the public events. */
final class CreditsRecorder {
  private final CreditLedger ledger;
  private final CreditsViews views = new CreditsViews();
  private final Payloads payloads;

  CreditsRecorder(CreditLedger ledger, Payloads payloads) {
    this.ledger = ledger;
    this.payloads = payloads;
  }

  LedgerState load(Rows state, Cause cause, WalletId walletId) {
    byte[] row = state.get(CreditsRows.wallet(cause.tenantId(), walletId));
    Wallet wallet = row == null ? null : WalletRow.decode(walletId, row);
    return new LedgerState(TenantRow.decode(state.get(CreditsRows.tenant(cause.tenantId()))), wallet);
  }

  /** Returns the state after the events. */
  LedgerState record(LedgerState before, List<CreditEvent> events, Cause cause, Work work) {
    LedgerState state = before;
    for (int index = 0; index < events.size(); index++) {
      CreditEvent event = events.get(index);
      state = ledger.evolve(state, event);
      RecordedEvent recorded = new RecordedEvent(EventIds.derive(cause.id(), index, event.at()), cause, event);
      views.apply(recorded, work.views());
      publish(recorded, work);
    }
    Wallet wallet = state.wallet();
    if (wallet != null && !wallet.equals(before.wallet())) {
      work.state().put(CreditsRows.wallet(cause.tenantId(), wallet.id()), WalletRow.encode(wallet));
    }
    return state;
  }

  private void publish(RecordedEvent recorded, Work work) {
    SpecificRecord event = CreditsMapping.event(recorded);
    work.emit(PublicEvents.emission(
        Context.CREDITS,
        PublicEvents.meta(event),
        payloads.encode(event),
        recorded.event().at(),
        recorded.cause().traceparent()));
  }
}
