package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.UUID;

/** The tenant's rules of stock; the default ones when none were set. */
public record PolicyQuery(UUID tenantId) implements ViewQuery<Policy> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Policy run(RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new FactKey.PolicyKey()));
    return row == null ? Policy.DEFAULT : FactCodec.policy(row);
  }
}
