package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** One product of the catalogue. */
public record ProductQuery(UUID tenantId, String productId) implements ViewQuery<Optional<Product>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Optional<Product> run(RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new FactKey.ProductKey(productId)));
    return row == null ? Optional.empty() : Optional.of(FactCodec.product(row));
  }
}
