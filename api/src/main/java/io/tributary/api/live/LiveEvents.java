package io.tributary.api.live;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.directory.TenantRegistered;
import io.tributary.topologies.credits.WalletView;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Puts public events on the board. The ledger's events carry the wallet as it is after them, so nothing is re-derived. */
final class LiveEvents {
  private LiveEvents() {}

  static void apply(LiveBoard board, SpecificRecord event) {
    switch (event) {
      case CreditsAllocated allocated -> board.wallet(tenant(allocated.getMeta()), wallet(allocated));
      case CreditsConsumed consumed -> board.approved(tenant(consumed.getMeta()), wallet(consumed));
      case ConsumptionRefused refused ->
          board.refused(tenant(refused.getMeta()), refused.getMeta().getTimestamp());
      case TenantRegistered registered -> board.name(tenant(registered.getMeta()), registered.getName());
      default -> {
        // Other events of these topics say nothing that the board shows.
      }
    }
  }

  private static UUID tenant(EventMeta meta) {
    return UUID.fromString(meta.getTenantId());
  }

  private static WalletView wallet(CreditsAllocated event) {
    return wallet(
        event.getMeta(),
        event.getEntityId(),
        event.getApplication(),
        event.getBalance(),
        event.getAllocated(),
        event.getConsumed());
  }

  private static WalletView wallet(CreditsConsumed event) {
    return wallet(
        event.getMeta(),
        event.getEntityId(),
        event.getApplication(),
        event.getBalance(),
        event.getAllocated(),
        event.getConsumed());
  }

  private static WalletView wallet(
      EventMeta meta, String entity, String application, long balance, long allocated, long consumed) {
    return new WalletView(
        entity,
        application,
        balance,
        allocated,
        consumed,
        meta.getVersion(),
        meta.getTimestamp(),
        meta.getTimestamp());
  }
}
