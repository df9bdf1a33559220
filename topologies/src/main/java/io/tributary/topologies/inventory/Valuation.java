package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ValuationKey;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a product's stock is worth, over all places: moving goods from place to place changes nothing of it.
 *
 * @param value with at most {@link Costing#DECIMALS} places
 * @param rate cost per unit that was last met: what goods are valued by that left before they came
 * @param layers of {@link ValuationMethod#FIFO} only, the oldest first
 */
public record Valuation(
    String productId, BigDecimal quantity, BigDecimal value, BigDecimal rate, List<CostLayer> layers) implements Fact {
  public Valuation {
    layers = List.copyOf(layers);
  }

  Valuation withLayers(List<CostLayer> others) {
    return new Valuation(productId, quantity, value, rate, others);
  }

  static Valuation none(String productId) {
    return new Valuation(productId, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, List.of());
  }

  @Override
  public ValuationKey key() {
    return new ValuationKey(productId);
  }
}
