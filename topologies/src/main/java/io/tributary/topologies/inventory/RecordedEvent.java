package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.Cause;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with the identity under which it is published.
 *
 * @param operation that led to it; null when a timer did
 */
record RecordedEvent(UUID id, Cause cause, @Nullable Operation operation, InventoryEvent event) {
  /** Whether the operation asked for it; the rest happened by itself, whoever's command brought it to light. */
  boolean own() {
    return operation != null && switch (event) {
      case InventoryEvent.Released released -> !released.expired();
      case InventoryEvent.Reserved reserved -> !reserved.filled();
      case Revalued revalued -> false;
      case InventoryEvent.BecameLow low -> false;
      case InventoryEvent.OrderChanged order -> switch (order.kind()) {
        case RESERVED, REDUCED -> false;
        case CANCELLED -> order.cause() == InventoryEvent.OrderChanged.Cause.REQUESTED;
        case PLACED, PICKED, MISSING, PACKED, SHIPPED -> true;
      };
      default -> true;
    };
  }

  @Nullable String userId() {
    return own() ? cause.userId() : null;
  }

  @Nullable String operationId() {
    return own() && operation != null ? operation.id() : null;
  }
}
