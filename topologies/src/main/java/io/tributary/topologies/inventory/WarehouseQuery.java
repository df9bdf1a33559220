package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One warehouse, counted through. */
public record WarehouseQuery(UUID tenantId, String warehouseId) implements ViewQuery<Optional<WarehouseOverview>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Optional<WarehouseOverview> run(RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new FactKey.WarehouseKey(warehouseId)));
    return row == null ? Optional.empty() : Optional.of(overview(rows, FactCodec.warehouse(row)));
  }

  private WarehouseOverview overview(RowReader rows, Warehouse warehouse) {
    Page<Location> locations = new LocationsQuery(tenantId, warehouseId, null, Pages.READ_AT_MOST).run(rows);
    Page<StockItem> stock =
        new StockQuery(tenantId, null, warehouseId, null, null, null, Pages.READ_AT_MOST).run(rows);
    Set<String> products = new HashSet<>();
    stock.items().forEach(item -> products.add(item.key().productId()));
    return new WarehouseOverview(
        warehouse,
        locations.items().size(),
        stock.items().size(),
        products.size(),
        (int) stock.items().stream().filter(item -> item.reserved().signum() > 0).count(),
        locations.next() == null && stock.next() == null);
  }
}
