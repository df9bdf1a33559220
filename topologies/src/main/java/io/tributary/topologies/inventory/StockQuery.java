package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What lies where, place by place: of a warehouse by location, else by product. Null selects all.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record StockQuery(
    UUID tenantId,
    @Nullable String productId,
    @Nullable String warehouseId,
    @Nullable String locationId,
    @Nullable String lot,
    @Nullable String after,
    int limit)
    implements ViewQuery<Page<StockItem>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<StockItem> run(RowReader rows) {
    // A product lies at fewer places than a warehouse has.
    if (productId == null && warehouseId != null) {
      Bytes places = InventoryRows.places(tenantId, warehouseId, locationId);
      return Pages.filter(rows, places, after, limit, row -> {
        byte[] fact = rows.get(InventoryRows.fact(tenantId, InventoryRows.place(row.key())));
        return selected(Objects.requireNonNull(fact, "what is listed is there"));
      });
    }
    Bytes list = InventoryRows.stock(tenantId, productId, lot);
    return Pages.filter(rows, list, after, limit, row -> selected(row.value()));
  }

  private Optional<StockItem> selected(byte[] row) {
    return Optional.of(FactCodec.stock(row)).filter(this::selected);
  }

  private boolean selected(StockItem item) {
    StockKey place = item.key();
    return (productId == null || productId.equals(place.productId()))
        && (warehouseId == null || warehouseId.equals(place.warehouseId()))
        && (locationId == null || locationId.equals(place.locationId()))
        && (lot == null || lot.equals(place.lot()));
  }
}
