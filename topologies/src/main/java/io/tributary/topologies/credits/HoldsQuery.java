package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's open holds, the oldest first.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most holds in the page, at least 1
 */
public record HoldsQuery(UUID tenantId, String entityId, String application, @Nullable String after, int limit)
    implements ViewQuery<Page<HoldView>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Page<HoldView> run(RowReader rows) {
    var holds = CreditsRows.holds(tenantId, new WalletId(entityId, application));
    return Pages.read(rows, holds, after, limit, row -> HoldRow.decode(row.value()));
  }
}
