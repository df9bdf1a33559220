package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.credits.LedgerSession.Touched;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Puts what a session decided into its record's work: the new state, the views, the public events. */
final class CreditsRecorder {
  private final CreditsViews views = new CreditsViews();
  private final LedgerMemory memory;
  private final Payloads payloads;

  CreditsRecorder(LedgerMemory memory, Payloads payloads) {
    this.memory = memory;
    this.payloads = payloads;
  }

  /** Begins the decisions of one record: {@link LedgerSession}. */
  LedgerSession begin(Cause cause, Instant time, int ownEvents, Work work) {
    return new LedgerSession(memory, work, cause, time, ownEvents);
  }

  void commit(LedgerSession session, Work work) {
    UUID tenantId = session.cause().tenantId();
    for (RecordedEvent recorded : session.events()) {
      views.apply(recorded, work.views());
      publish(recorded, work);
    }
    session.wallets().values().forEach(touched -> {
      write(tenantId, touched, work);
      session.gone(touched).forEach(grant -> memory.remember(
          work.state(), tenantId, Objects.requireNonNull(touched.after()).id(), grant, session.time()));
    });
    session.counters().write();
    session.changedHolds().forEach((holdId, hold) ->
        memory.remember(work.state(), tenantId, holdId, hold, session.time()));
    session.outcomes().forEach((operation, outcome) ->
        memory.remember(work.state(), tenantId, operation, outcome, session.time()));
  }

  private static void write(UUID tenantId, Touched touched, Work work) {
    Wallet wallet = touched.after();
    Wallet before = touched.before();
    if (wallet != null && (before == null || wallet.version() != before.version())) {
      work.views().put(CreditsRows.wallet(tenantId, wallet.id()), WalletRow.encode(wallet));
      DueWallets.moved(work.state(), tenantId, before, wallet);
      CapCounters.moved(work.state(), tenantId, before, wallet);
    }
  }

  private void publish(RecordedEvent recorded, Work work) {
    SpecificRecord event = EventMapping.event(recorded);
    work.emit(PublicEvents.emission(
        Context.CREDITS,
        PublicEvents.meta(event),
        payloads.encode(event),
        recorded.event().at(),
        recorded.cause().traceparent()));
  }
}
