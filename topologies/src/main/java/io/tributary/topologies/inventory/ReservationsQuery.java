package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.inventory.Reservation.Status;
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
 * Reservations in the order in which they were made. Null selects all.
 *
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record ReservationsQuery(
    UUID tenantId,
    @Nullable String orderId,
    @Nullable String productId,
    @Nullable Status status,
    @Nullable String after,
    int limit)
    implements ViewQuery<Page<Reservation>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Reservation> run(RowReader rows) {
    if (orderId == null && productId == null) {
      return Pages.filter(
          rows, InventoryRows.reservations(tenantId), after, limit, row -> selected(row.value()));
    }
    Bytes list = orderId == null
        ? InventoryRows.reserved(tenantId, Objects.requireNonNull(productId))
        : InventoryRows.ordered(tenantId, orderId);
    return Pages.filter(rows, list, after, limit, row -> {
      byte[] reservation = rows.get(InventoryRows.reservation(tenantId, row.key()));
      return selected(Objects.requireNonNull(reservation, "a list tells where its reservations are"));
    });
  }

  private Optional<Reservation> selected(byte[] row) {
    Reservation reservation = FactCodec.reservation(row);
    boolean wanted = (status == null || status == reservation.status())
        && (productId == null || productId.equals(reservation.productId()));
    return wanted ? Optional.of(reservation) : Optional.empty();
  }
}
