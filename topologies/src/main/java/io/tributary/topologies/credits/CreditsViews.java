package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Consumed;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.credits.CreditEvent.WalletEvent;
import io.tributary.topologies.kernel.Projection;
import io.tributary.topologies.kernel.Rows;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger's events as rows for readers: each wallet, and its entries; pure. */
final class CreditsViews implements Projection<RecordedEvent> {
  @Override
  public void apply(RecordedEvent recorded, Rows views) {
    switch (recorded.event()) {
      case Allocated event ->
          write(recorded, event, EventTypes.ALLOCATED, event.allocation().allocationId(), null, Map.of(), views);
      case Consumed event -> write(
          recorded, event, EventTypes.CONSUMED, event.operation().id(), event.operation().code(), event.attributes(),
          views);
      case Happened event -> {
        Happening happening = Happening.of(event.change());
        write(recorded, event, happening.type(), happening.id(), null, Map.of(), views);
      }
      // No wallet moved: funds are Postgres's to show, a refusal is the operation log's.
      case Funded event -> {}
      case Refused event -> {}
    }
  }

  private static void write(
      RecordedEvent recorded,
      WalletEvent event,
      String type,
      String operationId,
      @Nullable String operationCode,
      Map<String, String> attributes,
      Rows views) {
    Wallet wallet = event.after();
    EntryView entry = new EntryView(
        wallet.version(), recorded.id().toString(), type, event.change().delta(), wallet.balance(), operationId,
        operationCode, recorded.userId(), attributes, event.at());
    UUID tenantId = recorded.cause().tenantId();
    views.put(CreditsRows.wallet(tenantId, wallet.id()), WalletRow.encode(wallet));
    views.put(CreditsRows.entry(tenantId, wallet.id(), wallet.version()), EntryRow.encode(entry));
  }
}
