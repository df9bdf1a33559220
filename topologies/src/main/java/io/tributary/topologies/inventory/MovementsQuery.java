package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.Pages;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The history of stock, the newest first. Null selects all.
 *
 * @param type dotted type of events
 * @param from first moment
 * @param to end, exclusive
 * @param after {@code next} of the page before, or null for the first
 * @param limit most items in the page, at least 1
 */
public record MovementsQuery(
    UUID tenantId,
    @Nullable String productId,
    @Nullable String warehouseId,
    @Nullable String type,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String after,
    int limit)
    implements ViewQuery<Page<MovementView>> {
  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Page<MovementView> run(RowReader rows) {
    return productId == null
        ? Pages.filter(rows, InventoryRows.moments(tenantId), after, limit, row -> {
          byte[] movement = rows.get(InventoryRows.movement(tenantId, row.key()));
          return selected(Objects.requireNonNull(movement, "a moment tells where its movement is"), rows);
        })
        : Pages.filter(
            rows, InventoryRows.movements(tenantId, productId), after, limit, row -> selected(row.value(), rows));
  }

  private MovementView valued(MovementView movement, RowReader rows) {
    byte[] entry = movement.value() == null ? null : rows.get(InventoryRows.fact(tenantId, movement.entry()));
    return entry == null ? movement : movement.valued(FactCodec.entry(entry));
  }

  private Optional<MovementView> selected(byte[] row, RowReader rows) {
    MovementView movement = Movements.decode(row);
    boolean wanted = (type == null || type.equals(movement.type()))
        && (from == null || !movement.at().isBefore(from))
        && (to == null || movement.at().isBefore(to))
        && (warehouseId == null
            || movement.lines().stream().anyMatch(line -> line.place().warehouseId().equals(warehouseId)));
    return wanted ? Optional.of(valued(movement, rows)) : Optional.empty();
  }
}
