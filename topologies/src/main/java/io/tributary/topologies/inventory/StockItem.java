package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a place.
 *
 * @param quantity below 0 only where the tenant's policy allows it
 * @param reserved what of it reservations keep
 * @param receivedAt when the oldest of it came
 * @param expiresAt of the lot; null: never
 */
public record StockItem(
    StockKey key, BigDecimal quantity, BigDecimal reserved, Instant receivedAt, @Nullable Instant expiresAt)
    implements Fact {
  public BigDecimal available() {
    return quantity.subtract(reserved);
  }

  /** There is something that may be promised: a lot that is past its date is nobody's. */
  boolean offered(Instant time) {
    return available().signum() > 0 && (expiresAt == null || expiresAt.isAfter(time));
  }

  /** Nothing lies there, and nothing is kept there: it need not be remembered. */
  boolean isEmpty() {
    return quantity.signum() == 0 && reserved.signum() == 0;
  }
}
