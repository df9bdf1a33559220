package io.tributary.topologies.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A location within a warehouse.
 *
 * @param locationCode what stands on the shelf
 * @param active an inactive one takes nothing in
 * @param walkOrder its place on the walk through the warehouse, the lowest first; null: behind all that have one
 */
public record Location(
    String warehouseId,
    String locationId,
    String locationCode,
    boolean active,
    @Nullable Long walkOrder,
    long version,
    Instant updatedAt)
    implements Fact {
  @Override
  public LocationKey key() {
    return new LocationKey(warehouseId, locationId);
  }
}
