package io.tributary.topologies.inventory;

import org.jspecify.annotations.Nullable;

/** Leaves a rule with a refusal, from however deep; caught by {@link InventoryDecider} alone. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;
  private final @Nullable String orderLineId;

  RefusedException(Refusal reason) {
    this(reason, null);
  }

  /** @param orderLineId of the line at fault */
  RefusedException(Refusal reason, @Nullable String orderLineId) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.orderLineId = orderLineId;
  }

  @Nullable String orderLineId() {
    return orderLineId;
  }

  Refusal reason() {
    return reason;
  }
}
