package io.tributary.topologies.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What an event made of a fact.
 *
 * @param after null when it is gone
 */
record FactChange(FactKey<?> key, @Nullable Fact after) {
  static FactChange of(Fact after) {
    return new FactChange(after.key(), after);
  }

  /** A place where nothing lies any more is forgotten. */
  static FactChange of(StockItem after) {
    return new FactChange(after.key(), after.isEmpty() ? null : after);
  }
}
