package io.tributary.topologies.inventory;

/**
 * A warehouse at a glance.
 *
 * @param locations how many it has
 * @param places at how many of its locations a product (or lot of one) lies
 * @param products how many different ones lie there
 * @param reservedPlaces where something is reserved
 * @param complete false when there is more than an answer counts; the numbers are the least then
 */
public record WarehouseOverview(
    Warehouse warehouse, int locations, int places, int products, int reservedPlaces, boolean complete) {}
