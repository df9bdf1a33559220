package io.tributary.api.live;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.HoldPosted;
import io.tributary.directory.TenantRegistered;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Puts public events on the board. The ledger's events carry the wallet as it is after them, so nothing is re-derived. */
final class LiveEvents {
  /** Every event of such an aggregate has the wallet's fields, whatever it says besides. */
  private static final String WALLET = "wallet";

  private LiveEvents() {}

  static void apply(LiveBoard board, SpecificRecord event) {
    switch (event) {
      case CreditsConsumed consumed -> board.approved(tenant(consumed.getMeta()), wallet(consumed));
      case HoldPosted posted -> board.approved(tenant(posted.getMeta()), wallet(posted));
      case ConsumptionRefused refused ->
          board.refused(tenant(refused.getMeta()), refused.getMeta().getTimestamp());
      case TenantRegistered registered -> board.name(tenant(registered.getMeta()), registered.getName());
      case SpecificRecordBase other when other.get("meta") instanceof EventMeta meta
          && meta.getAggregateType().equals(WALLET) -> board.wallet(tenant(meta), wallet(other));
      default -> {
        // Other events of these topics say nothing that the board shows.
      }
    }
  }

  private static UUID tenant(EventMeta meta) {
    return UUID.fromString(meta.getTenantId());
  }

  private static LiveWallet wallet(SpecificRecordBase event) {
    EventMeta meta = (EventMeta) event.get("meta");
    return new LiveWallet(
        (String) event.get("entityId"),
        (String) event.get("application"),
        (Long) event.get("balance"),
        (Long) event.get("allocated"),
        (Long) event.get("consumed"),
        meta.getVersion(),
        meta.getTimestamp());
  }
}
