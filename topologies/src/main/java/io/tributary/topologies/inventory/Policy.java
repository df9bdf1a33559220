package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.PolicyKey;
import java.time.Instant;

/**
 * A tenant's rules of stock.
 *
 * @param allowNegative whether stock may be taken and reserved that is not there
 */
public record Policy(boolean allowNegative, long version, Instant updatedAt) implements Fact {
  static final Policy DEFAULT = new Policy(false, 0, Instant.EPOCH);

  @Override
  public PolicyKey key() {
    return new PolicyKey();
  }
}
