package io.tributary.topologies.inventory;

/** A location within a warehouse. */
public record LocationKey(String warehouseId, String locationId) implements FactKey<Location> {}
