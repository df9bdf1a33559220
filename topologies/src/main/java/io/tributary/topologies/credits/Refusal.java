package io.tributary.topologies.credits;

/** Why the ledger refuses a consumption. */
public enum Refusal {
  INSUFFICIENT_CREDITS(true),
  WALLET_NOT_FOUND(true),
  TENANT_NOT_ACTIVE(true),
  AMOUNT_OUT_OF_RANGE(false);

  private final boolean byState;

  Refusal(boolean byState) {
    this.byState = byState;
  }

  /**
   * True when the same operation might have been approved at another time: it is remembered and published, so that a retry
   * can't turn into a charge.
   */
  public boolean byState() {
    return byState;
  }
}
