package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Cause;
import io.tributary.topologies.inventory.Order.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of an order's life, for readers: what, when, why.
 *
 * @param version of the order since, from 1
 * @param type dotted public type of its event
 * @param status of the order since
 * @param cause of what was given up; else that somebody asked, or stock came
 * @param operationId null when nobody asked
 * @param moves goods that left their stages
 */
public record OrderStep(
    long version,
    String eventId,
    String type,
    Status status,
    Cause cause,
    @Nullable String reason,
    @Nullable String operationId,
    @Nullable String userId,
    @Nullable Shipment shipment,
    List<OrderMove> moves,
    Instant at) {
  public OrderStep {
    moves = List.copyOf(moves);
  }
}
