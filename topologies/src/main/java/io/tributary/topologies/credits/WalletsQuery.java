package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's wallets, by entity and application.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most wallets in the page, at least 1
 */
public record WalletsQuery(UUID tenantId, @Nullable String after, int limit) implements ViewQuery<Page<WalletView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Page<WalletView> run(RowReader rows) {
    return Pages.read(rows, CreditsRows.wallets(tenantId), after, limit, WalletRow::view);
  }
}
