package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order, the first step first.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record OrderStepsQuery(UUID tenantId, String orderId, @Nullable String after, int limit)
    implements ViewQuery<Page<OrderStep>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<OrderStep> run(RowReader rows) {
    return Pages.read(
        rows, InventoryRows.orderSteps(tenantId, orderId), after, limit, row -> OrderSteps.decode(row.value()));
  }
}
