package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse's locations, by id.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record LocationsQuery(UUID tenantId, String warehouseId, @Nullable String after, int limit)
    implements ViewQuery<Page<Location>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Location> run(RowReader rows) {
    return Pages.read(
        rows, InventoryRows.locations(tenantId, warehouseId), after, limit, row -> FactCodec.location(row.value()));
  }
}
