package io.tributary.topologies.credits;

import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;

/**
 * Follows the status of tenants. The rest of the directory's events is not the ledger's business, not even to decode: a
 * type that this build does not know must not become a dead letter here.
 */
final class TenantStatusHandler implements RecordHandler {
  private static final String STATUS_CHANGED = "tenant.status_changed";

  private final Payloads payloads;

  TenantStatusHandler(Payloads payloads) {
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    String type = received.header(CloudEventHeaders.TYPE);
    if (type != null && !type.equals(STATUS_CHANGED)) {
      return;
    }
    if (payloads.decode(received.payload()) instanceof TenantStatusChanged change) {
      TenantStanding standing =
          change.getTo() == TenantStatus.ACTIVE ? TenantStanding.ACTIVE : TenantStanding.INACTIVE;
      work.state().put(CreditsRows.tenant(received.tenantId()), TenantRow.encode(standing));
    }
  }
}
