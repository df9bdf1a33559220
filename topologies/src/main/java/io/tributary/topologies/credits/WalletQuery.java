package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** One wallet; empty when nothing was ever allocated to it. */
public record WalletQuery(UUID tenantId, String entityId, String application)
    implements ViewQuery<Optional<WalletView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Optional<WalletView> run(RowReader rows) {
    WalletId id = new WalletId(entityId, application);
    return Optional.ofNullable(rows.get(CreditsRows.wallet(tenantId, id)))
        .map(row -> WalletRow.view(WalletRow.decode(id, row)));
  }
}
