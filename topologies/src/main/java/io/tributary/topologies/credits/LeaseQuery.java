package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** A lease by its id, as long as it is open or remembered. */
public record LeaseQuery(UUID tenantId, String leaseId) implements ViewQuery<Optional<LeaseView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public StoreKind store() {
    return StoreKind.STATE;
  }

  @Override
  public Optional<LeaseView> run(RowReader rows) {
    return LedgerMemory.hold(rows, tenantId, leaseId).flatMap(known -> {
      byte[] wallet = rows.views().get(CreditsRows.wallet(tenantId, known.wallet()));
      return LeaseView.of(leaseId, known, wallet == null ? null : WalletRow.decode(known.wallet(), wallet));
    });
  }
}
