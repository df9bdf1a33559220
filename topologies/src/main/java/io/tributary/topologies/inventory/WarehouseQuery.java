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
    return row == null ? Optional.empty() : Optional.of(overview(rows, tenantId, FactCodec.warehouse(row), Pages.READ_AT_MOST));
  }

  /** @param most locations, and places, that are counted */
  static WarehouseOverview overview(RowReader rows, UUID tenantId, Warehouse warehouse, int most) {
    String id = warehouse.warehouseId();
    Page<Location> locations = new LocationsQuery(tenantId, id, null, most).run(rows);
    Page<StockItem> stock = new StockQuery(tenantId, null, id, null, null, null, most).run(rows);
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
