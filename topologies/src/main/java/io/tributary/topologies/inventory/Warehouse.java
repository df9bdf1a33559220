package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.WarehouseKey;
import java.time.Instant;
import java.util.Map;

/**
 * A warehouse.
 *
 * @param active an inactive one takes nothing in
 */
public record Warehouse(
    String warehouseId, String name, boolean active, Map<String, String> attributes, long version, Instant updatedAt)
    implements Fact {
  public Warehouse {
    attributes = Map.copyOf(attributes);
  }

  @Override
  public WarehouseKey key() {
    return new WarehouseKey(warehouseId);
  }
}
