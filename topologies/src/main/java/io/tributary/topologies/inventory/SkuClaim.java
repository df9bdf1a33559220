package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.SkuKey;

/** Which product has an SKU: one at most. */
public record SkuClaim(String sku, String productId) implements Fact {
  @Override
  public SkuKey key() {
    return new SkuKey(sku);
  }
}
