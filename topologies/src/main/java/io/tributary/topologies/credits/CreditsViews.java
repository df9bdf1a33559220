package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.TakeLease;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.HoldEnded;
import io.tributary.topologies.kernel.Projection;
import io.tributary.topologies.kernel.Rows;
import java.util.UUID;

/**
 * The ledger's events as rows for readers: a wallet's entries and its open holds; pure. The wallet itself is written
 * once for all events of a record.
 */
final class CreditsViews implements Projection<RecordedEvent> {
  @Override
  public void apply(RecordedEvent recorded, Rows views) {
    switch (recorded.event()) {
      case WalletEvent event -> write(recorded, event, views);
      // No wallet moved: funds are Postgres's to show, a refusal is the operation log's.
      case Funded event -> {}
      case Refused event -> {}
    }
  }

  private static void write(RecordedEvent recorded, WalletEvent event, Rows views) {
    UUID tenantId = recorded.cause().tenantId();
    WalletId wallet = event.after().id();
    views.put(
        CreditsRows.entry(tenantId, wallet, event.after().version()), EntryRow.encode(Entries.of(recorded, event)));
    if (event instanceof Performed placed && event.change() instanceof Held held) {
      if (placed.operation() instanceof TakeLease) {
        return; // A lease is read where it changes, in the state.
      }
      views.put(
          CreditsRows.hold(tenantId, wallet, held.hold().id()), HoldRow.encode(hold(recorded, placed, held.hold())));
    } else if (event.change() instanceof HoldEnded ended) {
      views.delete(CreditsRows.hold(tenantId, wallet, ended.holdId()));
    }
  }

  private static HoldView hold(RecordedEvent recorded, Performed placed, Hold hold) {
    return new HoldView(
        hold.id(), placed.purpose().code(), placed.purpose().id(), recorded.userId(), hold.amount(), hold.uncovered(),
        hold.burns(), placed.operation().attributes(), hold.heldAt(), hold.expiresAt());
  }
}
