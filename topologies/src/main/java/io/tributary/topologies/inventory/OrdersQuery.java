package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.inventory.Order.Status;
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
 * Orders. Null selects all.
 *
 * @param warehouseId where any of their goods are reserved or were taken from, or are wanted from
 * @param urgent only those that have not ended, by priority, promised date and age; else the newest first
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record OrdersQuery(
    UUID tenantId,
    @Nullable Status status,
    @Nullable String warehouseId,
    @Nullable String customerId,
    boolean urgent,
    @Nullable String after,
    int limit)
    implements ViewQuery<Page<Order>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<Order> run(RowReader rows) {
    Bytes list = urgent
        ? InventoryRows.unfinished(tenantId)
        : customerId == null ? InventoryRows.listed(tenantId) : InventoryRows.customers(tenantId, customerId);
    return Pages.filter(rows, list, after, limit, row -> {
      byte[] order = rows.get(Bytes.wrap(row.value()));
      return Optional.of(FactCodec.order(Objects.requireNonNull(order, "a list tells where its orders are")))
          .filter(this::selected);
    });
  }

  private boolean selected(Order order) {
    return (status == null || status == order.status())
        && (customerId == null || customerId.equals(order.terms().customerId()))
        && (warehouseId == null || order.lines().stream().anyMatch(this::concerns));
  }

  private boolean concerns(OrderLine line) {
    return Objects.equals(warehouseId, line.warehouseId())
        || line.portions().stream().anyMatch(portion -> portion.place().warehouseId().equals(warehouseId));
  }
}
