package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a revaluation changed, movement by movement, in the order in which it did. Empty where there was none.
 *
 * @param revaluation version of the movement that led to it
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record RevaluationQuery(UUID tenantId, String productId, long revaluation, @Nullable String after, int limit)
    implements ViewQuery<Page<RevaluationView.Line>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<RevaluationView.Line> run(RowReader rows) {
    return Pages.read(
        rows, ValuationRows.changes(tenantId, productId, revaluation), after, limit,
        row -> RevaluationReports.line(row.value()));
  }
}
