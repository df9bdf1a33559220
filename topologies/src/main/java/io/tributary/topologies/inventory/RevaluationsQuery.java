package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was valued anew, by product and then the newest first.
 *
 * @param productId null: all
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record RevaluationsQuery(UUID tenantId, @Nullable String productId, @Nullable String after, int limit)
    implements ViewQuery<Page<RevaluationView>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<RevaluationView> run(RowReader rows) {
    return Pages.read(
        rows, ValuationRows.reports(tenantId, productId), after, limit, row -> RevaluationReports.decode(row.value()));
  }
}
