package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a page about the inventory shows, read at one go: some ten thousand rows at most, however much there is.
 *
 * @param warehouseId whose stock to list; null: all
 */
public record InventoryBoardQuery(UUID tenantId, @Nullable String warehouseId) implements ViewQuery<InventoryBoard> {
  private static final int WAREHOUSES = 20;
  private static final int PLACES_COUNTED = 400;
  private static final int LISTED = 100;
  private static final int FEED = 40;

  /** Reservations looked at for those that are open. */
  private static final int RESERVATIONS_READ = 1_000;

  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public InventoryBoard run(RowReader rows) {
    return new InventoryBoard(
        new WarehousesQuery(tenantId, null, WAREHOUSES).run(rows).items().stream()
            .map(warehouse -> WarehouseQuery.overview(rows, tenantId, warehouse, PLACES_COUNTED))
            .toList(),
        new StockQuery(tenantId, null, warehouseId, null, null, null, LISTED).run(rows).items(),
        new LowStockQuery(tenantId, null, LISTED).run(rows).items(),
        open(rows),
        new MovementsQuery(tenantId, null, null, null, null, null, null, FEED).run(rows).items());
  }

  private List<Reservation> open(RowReader rows) {
    Bytes all = InventoryRows.reservations(tenantId);
    return rows.scan(all, KeyCodec.endOf(all), true, found -> {
      List<Reservation> open = new ArrayList<>();
      for (int read = 0; read < RESERVATIONS_READ && open.size() < LISTED && found.hasNext(); read++) {
        Reservation reservation = FactCodec.reservation(found.next().value());
        if (reservation.active()) {
          open.add(reservation);
        }
      }
      return open;
    });
  }
}
