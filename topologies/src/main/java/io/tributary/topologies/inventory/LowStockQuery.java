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
 * Products of which no more is available than their reorder point.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record LowStockQuery(UUID tenantId, @Nullable String after, int limit)
    implements ViewQuery<Page<LowStockQuery.Item>> {
  public record Item(Product product, Totals totals) {}

  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Item> run(RowReader rows) {
    return Pages.filter(rows, InventoryRows.lows(tenantId), after, limit, row -> {
      Totals totals = FactCodec.totals(row.value());
      Optional<Product> product = new ProductQuery(tenantId, totals.productId()).run(rows);
      return product.map(found -> new Item(found, totals));
    });
  }
}
