package io.tributary.api.live;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.HoldPosted;
import io.tributary.directory.TenantRegistered;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts public events on the board. The ledger's events carry the wallet as it is after them, so nothing is re-derived, and of the
 * approvals that come together only a wallet's last is read; the others are counted. Used by one thread.
 */
final class LiveEvents {
  private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

  private static final Set<String> APPROVED = Set.of("credit.consumed", "credit.hold_posted");
  private static final String REFUSED = "credit.refused";

  /** Every event of such an aggregate has the wallet's fields, whatever it says besides. */
  private static final String WALLET = "wallet";

  private final LiveBoard board;
  private final Payloads payloads;
  private final Consumer<UUID> newcomers;

  private record WalletKey(UUID tenantId, String aggregateId) {}

  /** Approvals of a wallet that came together. */
  private record Approvals(ConsumerRecord<String, byte[]> last, int count) {
    Approvals and(Approvals later) {
      return new Approvals(later.last, count + later.count);
    }
  }

  /** @param newcomers told of tenants that the board did not know */
  LiveEvents(LiveBoard board, Payloads payloads, Consumer<UUID> newcomers) {
    this.board = board;
    this.payloads = payloads;
    this.newcomers = newcomers;
  }

  /** Shows events that were polled together, in the order of their partitions. */
  void show(Iterable<ConsumerRecord<String, byte[]>> events) {
    Map<WalletKey, Approvals> approvals = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> event : events) {
      attempt(event, tenantId -> take(event, tenantId, approvals));
    }
    approvals.values().forEach(some -> attempt(some.last, tenantId -> approved(some, tenantId)));
  }

  /** One unreadable record must not blind the board to all others. */
  private void attempt(ConsumerRecord<String, byte[]> event, Consumer<UUID> action) {
    try {
      UUID tenantId = TenantKey.parse(event.key());
      boolean known = board.knows(tenantId);
      action.accept(tenantId);
      if (!known && board.knows(tenantId)) {
        newcomers.accept(tenantId);
      }
    } catch (RuntimeException e) {
      LOG.warn("Skipped {}-{}@{} on the dashboard", event.topic(), event.partition(), event.offset(), e);
    }
  }

  private void take(ConsumerRecord<String, byte[]> event, UUID tenantId, Map<WalletKey, Approvals> approvals) {
    String type = type(event);
    if (type != null && APPROVED.contains(type)) {
      WalletKey wallet = new WalletKey(tenantId, payloads.aggregateId(event.value()));
      approvals.merge(wallet, new Approvals(event, 1), Approvals::and);
    } else if (REFUSED.equals(type)) {
      board.refused(tenantId, Instant.ofEpochMilli(event.timestamp()));
    } else {
      apply(payloads.decode(event.value()));
    }
  }

  private void approved(Approvals approvals, UUID tenantId) {
    SpecificRecordBase last = (SpecificRecordBase) payloads.decode(approvals.last.value());
    board.approved(tenantId, wallet(last), approvals.count);
  }

  /** Of a writer who sets no headers, too. */
  private void apply(SpecificRecord event) {
    switch (event) {
      case CreditsConsumed consumed -> board.approved(tenant(consumed.getMeta()), wallet(consumed), 1);
      case HoldPosted posted -> board.approved(tenant(posted.getMeta()), wallet(posted), 1);
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

  private static @Nullable String type(ConsumerRecord<String, byte[]> event) {
    Header header = event.headers().lastHeader(CloudEventHeaders.TYPE);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
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
