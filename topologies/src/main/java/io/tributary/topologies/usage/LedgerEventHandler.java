package io.tributary.topologies.usage;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
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

/**
 * Counts what the ledger approved and refused. The rest of its events is not decoded: a type that this build does not know
 * must not become a dead letter here. Each event comes once, since offsets and buckets commit together.
 */
final class LedgerEventHandler implements RecordHandler {
  private static final Set<String> COUNTED = Set.of("credit.consumed", "credit.hold_posted", "credit.refused");

  private final Payloads payloads;
  private final UsageViews views = new UsageViews();

  LedgerEventHandler(Payloads payloads) {
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    String type = received.header(CloudEventHeaders.TYPE);
    if (type != null && !COUNTED.contains(type)) {
      return;
    }
    switch (payloads.decode(received.payload())) {
      case CreditsConsumed event -> views.apply(
          usage(
              received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.spent(event.getAmount()),
              event.getOccurredAt() == null ? event.getMeta().getTimestamp() : event.getOccurredAt()),
          work.views());
      case HoldPosted event -> views.apply(
          usage(
              received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.spent(event.getAmount()),
              event.getMeta().getTimestamp()),
          work.views());
      case ConsumptionRefused event -> views.apply(
          usage(
              received, event.getMeta(), event.getApplication(), event.getOperationCode(), Cost.REFUSED,
              event.getMeta().getTimestamp()),
          work.views());
      default -> {}
    }
  }

  private static Usage usage(
      Received received, EventMeta meta, String application, String operationCode, Cost cost, Instant occurredAt) {
    UUID tenantId = Envelopes.cause(received, meta).tenantId();
    return new Usage(
        tenantId, application, operationCode, meta.getUserId(), cost, occurredAt, meta.getTimestamp());
  }
}
