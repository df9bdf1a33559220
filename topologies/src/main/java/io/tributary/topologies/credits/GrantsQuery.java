package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The grants of a wallet of which something is left or can come, in the order in which they burn; empty where there is no
 * wallet. They are one row, and come as one.
 */
public record GrantsQuery(UUID tenantId, String entityId, String application)
    implements ViewQuery<Optional<List<GrantView>>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Optional<List<GrantView>> run(RowReader rows) {
    WalletId id = new WalletId(entityId, application);
    return Optional.ofNullable(rows.get(CreditsRows.wallet(tenantId, id)))
        .map(row -> WalletRow.decode(id, row).grants().stream().map(GrantView::of).toList());
  }
}
