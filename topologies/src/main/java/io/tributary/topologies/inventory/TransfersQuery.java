package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Transfers between warehouses, by id. Null selects all.
 *
 * @param warehouseId that they come from or go to
 * @param inTransit whether something of them is on its way
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record TransfersQuery(
    UUID tenantId, @Nullable String warehouseId, @Nullable Boolean inTransit, @Nullable String after, int limit)
    implements ViewQuery<Page<StockTransfer>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<StockTransfer> run(RowReader rows) {
    return Pages.filter(rows, InventoryRows.transfers(tenantId), after, limit, row ->
        Optional.of(FactCodec.transfer(row.value())).filter(this::selected));
  }

  private boolean selected(StockTransfer transfer) {
    return (inTransit == null || inTransit == (transfer.inTransit().signum() > 0))
        && (warehouseId == null
            || warehouseId.equals(transfer.from().warehouseId())
            || warehouseId.equals(transfer.toWarehouseId()));
  }
}
