package io.tributary.topologies.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What left a warehouse at once; the order's history tells the goods. */
public record Shipment(
    String shipmentId, String warehouseId, @Nullable String carrier, @Nullable String trackingNumber, Instant shippedAt) {}
