package io.tributary.topologies.inventory;

/** Leaves a rule with a refusal, from however deep; caught by {@link InventoryDecider} alone. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;

  RefusedException(Refusal reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Refusal reason() {
    return reason;
  }
}
