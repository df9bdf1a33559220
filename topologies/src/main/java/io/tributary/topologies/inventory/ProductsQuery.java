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
 * The product catalogue, by SKU.
 *
 * @param sku only what begins with it; null: all
 * @param active null: both
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record ProductsQuery(
    UUID tenantId, @Nullable String sku, @Nullable Boolean active, @Nullable String after, int limit)
    implements ViewQuery<Page<Product>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Product> run(RowReader rows) {
    return Pages.filter(rows, InventoryRows.skus(tenantId, sku), after, limit, row -> {
      String productId = FactCodec.sku(row.value()).productId();
      return new ProductQuery(tenantId, productId).run(rows)
          .filter(product -> active == null || active == product.active());
    });
  }
}
