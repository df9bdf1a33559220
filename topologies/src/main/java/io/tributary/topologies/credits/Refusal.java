package io.tributary.topologies.credits;

/** Why the ledger refuses. */
public enum Refusal {
  INSUFFICIENT_CREDITS(true),
  WALLET_NOT_FOUND(true),
  TENANT_NOT_ACTIVE(true),
  AMOUNT_OUT_OF_RANGE(false),
  HOLD_EXISTS(true),
  HOLD_NOT_FOUND(true),
  HOLD_ALREADY_POSTED(true),
  HOLD_ALREADY_VOIDED(true),
  HOLD_EXPIRED(true),
  EXCEEDS_HOLD(true),
  TOO_MANY_HOLDS(true),
  GRANT_NOT_FOUND(true),
  GRANT_ENDED(true),
  OCCURRED_TOO_LONG_AGO(false),
  OCCURRED_IN_FUTURE(false),
  CONSUMPTION_NOT_FOUND(true),
  EXCEEDS_CONSUMPTION(true),
  SAME_WALLET(false),
  WALLET_LIMIT(true),
  TOO_MANY_GRANTS(true),
  SPEND_CAP_EXCEEDED(true),
  TOP_UP_NOT_FOUND(true);

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

  /** Why a hold can't be ended that has ended so before. */
  static Refusal ended(Hold.End how) {
    return switch (how) {
      case POSTED -> HOLD_ALREADY_POSTED;
      case VOIDED -> HOLD_ALREADY_VOIDED;
      case EXPIRED -> HOLD_EXPIRED;
    };
  }
}
