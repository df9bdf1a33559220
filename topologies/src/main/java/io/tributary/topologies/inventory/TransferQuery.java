package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** One transfer between warehouses, on its way or ended. */
public record TransferQuery(UUID tenantId, String transferId) implements ViewQuery<Optional<StockTransfer>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Optional<StockTransfer> run(RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new FactKey.TransferKey(transferId)));
    return row == null ? Optional.empty() : Optional.of(FactCodec.transfer(row));
  }
}
