package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.UnreadableRowException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes as numbers of the stored data. */
final class RefusalNumbers {
  private static final int APPROVED = 0;

  /** A refusal's number is one more than its index: append only. */
  private static final List<Refusal> NUMBERED = List.of(
      Refusal.INSUFFICIENT_CREDITS,
      Refusal.WALLET_NOT_FOUND,
      Refusal.TENANT_NOT_ACTIVE,
      Refusal.AMOUNT_OUT_OF_RANGE,
      Refusal.HOLD_EXISTS,
      Refusal.HOLD_NOT_FOUND,
      Refusal.HOLD_ALREADY_POSTED,
      Refusal.HOLD_ALREADY_VOIDED,
      Refusal.HOLD_EXPIRED,
      Refusal.EXCEEDS_HOLD,
      Refusal.GRANT_NOT_FOUND,
      Refusal.GRANT_ENDED,
      Refusal.TOO_MANY_HOLDS,
      Refusal.OCCURRED_TOO_LONG_AGO,
      Refusal.OCCURRED_IN_FUTURE,
      Refusal.CONSUMPTION_NOT_FOUND,
      Refusal.EXCEEDS_CONSUMPTION,
      Refusal.SAME_WALLET,
      Refusal.WALLET_LIMIT,
      Refusal.TOO_MANY_GRANTS,
      Refusal.SPEND_CAP_EXCEEDED,
      Refusal.TOP_UP_NOT_FOUND);

  private RefusalNumbers() {}

  /**
   * @throws IllegalStateException when a refusal has no number yet
   */
  static int of(@Nullable Refusal refusal) {
    if (refusal == null) {
      return APPROVED;
    }
    int index = NUMBERED.indexOf(refusal);
    if (index < 0) {
      throw new IllegalStateException(refusal + " can't be stored");
    }
    return index + 1;
  }

  static @Nullable Refusal refusal(int number) {
    if (number < APPROVED || number > NUMBERED.size()) {
      throw new UnreadableRowException("unknown outcome " + number + "; it was written by a newer build");
    }
    return number == APPROVED ? null : NUMBERED.get(number - 1);
  }
}
