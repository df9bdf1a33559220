package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** The stock of one product (S1 4.5). */
public record StockLevelQuery(UUID tenantId, String productId) implements ViewQuery<Optional<StockLevel>> {
  static final int MAX_PLACES = 2_000;

  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Optional<StockLevel> run(RowReader rows) {
    return new ProductQuery(tenantId, productId).run(rows).map(product -> {
      byte[] totals = rows.get(InventoryRows.fact(tenantId, new FactKey.TotalsKey(productId)));
      Page<StockItem> items =
          new StockQuery(tenantId, productId, null, null, null, null, MAX_PLACES).run(rows);
      return new StockLevel(
          product, totals == null ? null : FactCodec.totals(totals), items.items(), items.next() == null);
    });
  }
}
