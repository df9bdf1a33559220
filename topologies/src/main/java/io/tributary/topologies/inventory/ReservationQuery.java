package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Optional;
import java.util.UUID;

/** One reservation, open or ended. */
public record ReservationQuery(UUID tenantId, String reservationId) implements ViewQuery<Optional<Reservation>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Optional<Reservation> run(RowReader rows) {
    byte[] row = rows.get(InventoryRows.fact(tenantId, new FactKey.ReservationKey(reservationId)));
    return row == null ? Optional.empty() : Optional.of(FactCodec.reservation(row));
  }
}
