package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import org.jspecify.annotations.Nullable;

/**
 * When a balance is low: at a threshold and below. One of the two is there.
 *
 * @param id unique within its policy
 * @param threshold credits, 0 to {@link Amounts#MAX}
 * @param percentOfGranted 1 to 99, of the balance after credits came in last
 */
public record BalanceAlert(String id, @Nullable Long threshold, @Nullable Integer percentOfGranted) {
  public BalanceAlert {
    boolean sound = threshold == null
        ? percentOfGranted != null && percentOfGranted >= 1 && percentOfGranted <= 99
        : percentOfGranted == null && threshold >= 0 && threshold <= Amounts.MAX;
    if (!sound) {
      throw new IllegalArgumentException("alert " + id + " at " + threshold + " or " + percentOfGranted + " percent");
    }
  }

  /** @param granted the balance after credits came in last */
  long level(long granted) {
    return threshold != null ? threshold : Math.max(0, granted) / 100 * percentage() + Math.max(0, granted) % 100 * percentage() / 100;
  }

  private int percentage() {
    return percentOfGranted == null ? 0 : percentOfGranted;
  }
}
