package io.tributary.topologies.inventory;

import java.time.Instant;

/**
 * A location within a warehouse.
 *
 * @param locationCode what stands on the shelf
 * @param active an inactive one takes nothing in
 */
public record Location(
    String warehouseId, String locationId, String locationCode, boolean active, long version, Instant updatedAt)
    implements Fact {
  @Override
  public LocationKey key() {
    return new LocationKey(warehouseId, locationId);
  }
}
