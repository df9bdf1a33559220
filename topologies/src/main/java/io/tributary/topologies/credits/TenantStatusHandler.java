package io.tributary.topologies.credits;

import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;

/** Follows the status of tenants; the rest of the directory's events is not the ledger's business. */
final class TenantStatusHandler implements RecordHandler {
  private final Payloads payloads;

  TenantStatusHandler(Payloads payloads) {
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    if (payloads.decode(received.payload()) instanceof TenantStatusChanged change) {
      TenantStanding standing =
          change.getTo() == TenantStatus.ACTIVE ? TenantStanding.ACTIVE : TenantStanding.INACTIVE;
      work.state().put(CreditsRows.tenant(received.tenantId()), TenantRow.encode(standing));
    }
  }
}
