package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.Work;
import java.util.List;
import java.util.UUID;
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

  LedgerState load(Rows state, UUID tenantId, WalletId walletId) {
    byte[] row = state.get(CreditsRows.wallet(tenantId, walletId));
    Wallet wallet = row == null ? null : WalletRow.decode(walletId, row);
    return new LedgerState(TenantRow.decode(state.get(CreditsRows.tenant(tenantId))), wallet);
  }

  /**
   * Returns the state after the events. The command's own event has index 0, so that its id follows from the command's,
   * whatever has happened by itself until then.
   */
  LedgerState record(LedgerState before, List<CreditEvent> events, Cause cause, Work work) {
    LedgerState state = before;
    int happened = 0;
    for (CreditEvent event : events) {
      state = ledger.evolve(state, event);
      int index = event instanceof Happened ? ++happened : 0;
      RecordedEvent recorded = new RecordedEvent(EventIds.derive(cause.id(), index, event.at()), cause, event);
      views.apply(recorded, work.views());
      publish(recorded, work);
    }
    Wallet wallet = state.wallet();
    if (wallet != null && !wallet.equals(before.wallet())) {
      work.state().put(CreditsRows.wallet(cause.tenantId(), wallet.id()), WalletRow.encode(wallet));
      DueWallets.moved(work.state(), cause.tenantId(), before.wallet(), wallet);
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
