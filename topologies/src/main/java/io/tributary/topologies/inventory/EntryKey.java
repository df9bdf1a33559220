package io.tributary.topologies.inventory;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a movement stands in its product's valuation: by date, and of one date by when it became known.
 *
 * @param version of the movement, in the history of the product's stock
 */
public record EntryKey(String productId, Instant occurredAt, long version)
    implements FactKey<CostEntry>, Comparable<EntryKey> {
  private static final Comparator<EntryKey> BY_DATE =
      Comparator.comparing(EntryKey::occurredAt).thenComparingLong(EntryKey::version);

  /** The first that may follow. */
  EntryKey next() {
    return new EntryKey(productId, occurredAt, version + 1);
  }

  @Override
  public int compareTo(EntryKey other) {
    return BY_DATE.compare(this, other);
  }
}
