package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.TotalsKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product's stock over all places. Its version counts the product's stock events: all of them are one history.
 *
 * @param backordered what reservations still wait for
 * @param low whether the available quantity is at the reorder point or below, and was told
 */
public record Totals(
    String productId,
    BigDecimal quantity,
    BigDecimal reserved,
    BigDecimal backordered,
    boolean low,
    @Nullable Instant lastReceivedAt,
    @Nullable Instant lastSoldAt,
    long version,
    Instant updatedAt)
    implements Fact {
  static Totals none(String productId) {
    return new Totals(
        productId, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, false, null, null, 0, Instant.EPOCH);
  }

  @Override
  public TotalsKey key() {
    return new TotalsKey(productId);
  }

  public BigDecimal available() {
    return quantity.subtract(reserved);
  }

  Totals low(boolean now) {
    return new Totals(
        productId, quantity, reserved, backordered, now, lastReceivedAt, lastSoldAt, version, updatedAt);
  }
}
