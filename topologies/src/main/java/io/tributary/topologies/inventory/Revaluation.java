package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import java.time.Instant;

/**
 * A product whose stock is being valued anew, from a date on. Until it is done, what the stock is worth is what was booked.
 *
 * @param id version of the movement that led to it
 * @param from the earliest date that it goes back to
 * @param next where it goes on: all entries before are done
 * @param before the valuation there, whole
 */
public record Revaluation(String productId, long id, Instant from, EntryKey next, Valuation before) implements Fact {
  @Override
  public RevaluationKey key() {
    return new RevaluationKey(productId);
  }
}
