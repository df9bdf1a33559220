package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** One order, open or ended. */
public record OrderQuery(UUID tenantId, String orderId) implements ViewQuery<Optional<Order>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Optional<Order> run(RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new FactKey.OrderKey(orderId)));
    return row == null ? Optional.empty() : Optional.of(FactCodec.order(row));
  }
}
