package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.PolicyKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's rules of stock.
 *
 * @param allowNegative whether stock may be taken and reserved that is not there
 * @param keepValuationDays how long what stock was worth is kept by date, at least 1; null: for ever
 */
public record Policy(boolean allowNegative, @Nullable Integer keepValuationDays, long version, Instant updatedAt)
    implements Fact {
  static final Policy DEFAULT = new Policy(false, null, 0, Instant.EPOCH);

  /** Movements before it can no longer be told; null: all can. */
  @Nullable Instant horizon(Instant time) {
    return keepValuationDays == null ? null : time.minus(Duration.ofDays(keepValuationDays));
  }

  @Override
  public PolicyKey key() {
    return new PolicyKey();
  }
}
