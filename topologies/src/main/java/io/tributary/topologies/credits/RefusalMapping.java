package io.tributary.topologies.credits;

import io.tributary.credits.CreditRefusal;
import io.tributary.credits.RefusalCode;

/** Refusals in Avro. */
final class RefusalMapping {
  private RefusalMapping() {}

  static CreditRefusal of(Refusal reason) {
    return switch (reason) {
      case INSUFFICIENT_CREDITS -> CreditRefusal.INSUFFICIENT_CREDITS;
      case WALLET_NOT_FOUND -> CreditRefusal.WALLET_NOT_FOUND;
      case TENANT_NOT_ACTIVE -> CreditRefusal.TENANT_NOT_ACTIVE;
      case AMOUNT_OUT_OF_RANGE -> CreditRefusal.AMOUNT_OUT_OF_RANGE;
      case HOLD_NOT_FOUND -> CreditRefusal.HOLD_NOT_FOUND;
      case HOLD_ALREADY_POSTED -> CreditRefusal.HOLD_ALREADY_POSTED;
      case HOLD_ALREADY_VOIDED -> CreditRefusal.HOLD_ALREADY_VOIDED;
      case HOLD_EXPIRED -> CreditRefusal.HOLD_EXPIRED;
      case EXCEEDS_HOLD -> CreditRefusal.EXCEEDS_HOLD;
      case TOO_MANY_HOLDS -> CreditRefusal.TOO_MANY_HOLDS;
      case GRANT_NOT_FOUND -> CreditRefusal.GRANT_NOT_FOUND;
      case GRANT_ENDED -> CreditRefusal.GRANT_ENDED;
      case OCCURRED_TOO_LONG_AGO -> CreditRefusal.OCCURRED_TOO_LONG_AGO;
      case OCCURRED_IN_FUTURE -> CreditRefusal.OCCURRED_IN_FUTURE;
      case CONSUMPTION_NOT_FOUND -> CreditRefusal.CONSUMPTION_NOT_FOUND;
      case EXCEEDS_CONSUMPTION -> CreditRefusal.EXCEEDS_CONSUMPTION;
      case SAME_WALLET -> CreditRefusal.SAME_WALLET;
      case WALLET_LIMIT -> CreditRefusal.WALLET_LIMIT;
      case TOO_MANY_GRANTS -> CreditRefusal.TOO_MANY_GRANTS;
      case SPEND_CAP_EXCEEDED -> CreditRefusal.SPEND_CAP_EXCEEDED;
      case TOP_UP_NOT_FOUND -> CreditRefusal.TOP_UP_NOT_FOUND;
      case HOLD_EXISTS -> throw new IllegalArgumentException("a hold's id is made of its command's: " + reason);
    };
  }

  /** The released enum of consumptions knows their first codes only. */
  static RefusalCode ofConsumption(CreditRefusal reason) {
    return switch (reason) {
      case INSUFFICIENT_CREDITS -> RefusalCode.INSUFFICIENT_CREDITS;
      case WALLET_NOT_FOUND -> RefusalCode.WALLET_NOT_FOUND;
      case TENANT_NOT_ACTIVE -> RefusalCode.TENANT_NOT_ACTIVE;
      case OPERATION_MISMATCH -> RefusalCode.OPERATION_MISMATCH;
      case AMOUNT_OUT_OF_RANGE -> RefusalCode.AMOUNT_OUT_OF_RANGE;
      default -> RefusalCode.UNKNOWN;
    };
  }
}
