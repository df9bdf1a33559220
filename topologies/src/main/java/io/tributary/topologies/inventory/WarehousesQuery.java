package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's warehouses, by id.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record WarehousesQuery(UUID tenantId, @Nullable String after, int limit)
    implements ViewQuery<Page<Warehouse>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Warehouse> run(RowReader rows) {
    return Pages.read(
        rows, InventoryRows.warehouses(tenantId), after, limit, row -> FactCodec.warehouse(row.value()));
  }
}
