package io.tributary.topologies.usage;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.ConsumptionReversed;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.HoldPosted;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Envelopes;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;
import io.tributary.topologies.usage.Usage.Cost;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the ledger approved, refused and gave back. The rest of its events is not decoded: a type that this build does
 * not know must not become a dead letter here. Each event comes once, since offsets and buckets commit together.
 */
final class LedgerEventHandler implements RecordHandler {
  private static final Set<String> COUNTED =
      Set.of("credit.consumed", "credit.hold_posted", "credit.consumption_reversed", "credit.refused");

  private final Payloads payloads;
  private final GatheredUsage gathered;

  LedgerEventHandler(Payloads payloads, GatheredUsage gathered) {
    this.payloads = payloads;
    this.gathered = gathered;
  }

  @Override
  public void handle(Received received, Work work) {
    String type = received.header(CloudEventHeaders.TYPE);
    if (type != null && !COUNTED.contains(type)) {
      return;
    }
    Usage usage = switch (payloads.decode(received.payload())) {
      case CreditsConsumed event -> usage(
          received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.spent(event.getAmount()),
          event.getOccurredAt());
      case HoldPosted event -> usage(
          received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.spent(event.getAmount()), null);
      case ConsumptionReversed event -> usage(
          received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.reversed(event.getAmount()),
          null);
      case ConsumptionRefused event -> usage(
          received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.REFUSED, null);
      default -> null;
    };
    if (usage != null) {
      gathered.add(usage, work.views());
    }
  }

  /** @param occurredAt null: when it was decided */
  private static Usage usage(
      Received received,
      EventMeta meta,
      String application,
      String operationCode,
      Cost cost,
      @Nullable Instant occurredAt) {
    UUID tenantId = Envelopes.tenantId(received, meta);
    Instant decidedAt = meta.getTimestamp();
    return new Usage(
        tenantId, application, operationCode, meta.getUserId(), cost, occurredAt == null ? decidedAt : occurredAt,
        decidedAt);
  }
}
