package io.tributary.api.credits;

import io.tributary.credits.CreditOutcome;
import io.tributary.credits.SpendCapExceeded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cap that an operation was refused by.
 *
 * @param left what may still be spent in the window
 * @param windowEndsAt when its counter begins anew; absent when never
 */
record CapView(String capId, long limit, long left, @Nullable Instant windowEndsAt) {
  static @Nullable CapView of(CreditOutcome outcome) {
    SpendCapExceeded cap = outcome.getCap();
    return cap == null
        ? null
        : new CapView(cap.getCapId(), cap.getLimit(), cap.getLeft(), cap.getWindowEndsAt());
  }
}
