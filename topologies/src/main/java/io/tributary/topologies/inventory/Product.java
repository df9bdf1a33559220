package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ProductKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalogue.
 *
 * @param unit stock unit: the unit of measure of all its quantities
 * @param units further units that quantities may be told in, by what one of them is of the stock unit
 * @param decimals places that its quantities may have, 0 to 6
 * @param standardCost per unit; what {@link ValuationMethod#STANDARD} values by
 * @param reorderPoint available quantity at or below which it is low; null: it never is
 * @param reorderQuantity what to order then
 * @param version 1 when it was created, one more with each change
 */
public record Product(
    String productId,
    String sku,
    String name,
    @Nullable String description,
    String unit,
    Map<String, Ratio> units,
    int decimals,
    Tracking tracking,
    ValuationMethod valuation,
    @Nullable BigDecimal standardCost,
    @Nullable BigDecimal reorderPoint,
    @Nullable BigDecimal reorderQuantity,
    boolean active,
    Map<String, String> attributes,
    long version,
    Instant updatedAt)
    implements Fact {
  public Product {
    units = Map.copyOf(units);
    attributes = Map.copyOf(attributes);
  }

  @Override
  public ProductKey key() {
    return new ProductKey(productId);
  }

  /** Whether so much is available that it should be ordered. */
  boolean low(BigDecimal available) {
    return reorderPoint != null && available.compareTo(reorderPoint) <= 0;
  }
}
