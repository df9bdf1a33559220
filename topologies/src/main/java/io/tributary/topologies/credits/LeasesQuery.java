package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The open leases of a wallet, the oldest first; they come as one part, as they stand in its row. */
public record LeasesQuery(UUID tenantId, String entityId, String application) implements ViewQuery<List<LeaseView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public StoreKind store() {
    return StoreKind.STATE;
  }

  @Override
  public List<LeaseView> run(RowReader rows) {
    WalletId id = new WalletId(entityId, application);
    byte[] row = rows.views().get(CreditsRows.wallet(tenantId, id));
    if (row == null) {
      return List.of();
    }
    Wallet wallet = WalletRow.decode(id, row);
    return wallet.holds().stream()
        .map(hold -> LedgerMemory.hold(rows, tenantId, hold.id())
            .flatMap(known -> LeaseView.of(hold.id(), known, wallet)))
        .flatMap(Optional::stream)
        .toList();
  }
}
