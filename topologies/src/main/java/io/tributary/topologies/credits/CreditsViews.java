package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Consumed;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.kernel.Projection;
import io.tributary.topologies.kernel.Rows;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger's events as rows for readers: each wallet, and its entries; pure. */
final class CreditsViews implements Projection<RecordedEvent> {
  @Override
  public void apply(RecordedEvent recorded, Rows views) {
    switch (recorded.event()) {
      case Allocated event -> write(recorded, event, entry(
          recorded, event, EventTypes.ALLOCATED, event.amount(), event.allocationId(), null, Map.of()), views);
      case Consumed event -> write(recorded, event, entry(
          recorded, event, EventTypes.CONSUMED, -event.amount(), event.operation().id(), event.operation().code(),
          event.attributes()), views);
      // No wallet moved: funds are Postgres's to show, a refusal is the operation log's.
      case Funded event -> {}
      case Refused event -> {}
    }
  }

  private static void write(RecordedEvent recorded, WalletEvent event, EntryView entry, Rows views) {
    Wallet wallet = event.after();
    var tenantId = recorded.cause().tenantId();
    views.put(CreditsRows.wallet(tenantId, wallet.id()), WalletRow.encode(wallet));
    views.put(CreditsRows.entry(tenantId, wallet.id(), wallet.version()), EntryRow.encode(entry));
  }

  private static EntryView entry(
      RecordedEvent recorded,
      WalletEvent event,
      String type,
      long signed,
      String operationId,
      @Nullable String operationCode,
      Map<String, String> attributes) {
    Wallet wallet = event.after();
    return new EntryView(
        wallet.version(), recorded.id().toString(), type, signed, wallet.balance(), operationId, operationCode,
        recorded.cause().userId(), attributes, event.at());
  }
}
