package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a product's stock is worth, or was.
 *
 * @param rate cost per unit that was last met
 * @param layers of {@link ValuationMethod#FIFO} only, the oldest first
 * @param asOf when the last movement happened that counts; null where that is not known any more
 * @param revaluing whether earlier movements became known and this is not worked out yet
 */
public record ValuationView(
    String productId,
    BigDecimal quantity,
    BigDecimal value,
    BigDecimal rate,
    List<CostLayer> layers,
    @Nullable Instant asOf,
    boolean revaluing) {
  static ValuationView of(Valuation it, @Nullable Instant asOf, boolean revaluing) {
    return new ValuationView(it.productId(), it.quantity(), it.value(), it.rate(), it.layers(), asOf, revaluing);
  }
}
