package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product's valuation by date. */
final class Timeline {
  /** Entries read at once on the way back to a whole one. */
  private static final int READ_AT_ONCE = 32;

  private Timeline() {}

  /** What a movement does to the value of stock that is worth {@code before}. */
  static Worth apply(Product product, Valuation before, BigDecimal quantity, @Nullable BigDecimal unitCost) {
    return quantity.signum() > 0
        ? Costing.in(product, before, quantity, unitCost)
        : Costing.out(product, before, quantity.negate());
  }

  /**
   * The valuation right before {@code key}: from the last whole entry on.
   *
   * @param entries that are valued by what came before them
   * @throws RefusedException where that lies before the first entry, and there was stock already
   */
  static Valuation before(Entries entries, Product product, EntryKey key) {
    Deque<CostEntry> since = new ArrayDeque<>();
    EntryKey end = key;
    while (true) {
      List<CostEntry> chunk = entries.before(end, READ_AT_ONCE);
      for (CostEntry entry : chunk) {
        if (entry.whole()) {
          return replay(product, entry.after(), since);
        }
        since.push(entry);
      }
      if (chunk.size() < READ_AT_ONCE) {
        CostEntry first = since.isEmpty() ? first(entries, key) : since.peek();
        if (first != null && !first.begins()) {
          throw new RefusedException(Refusal.BACKDATED_TOO_FAR);
        }
        return replay(product, Valuation.none(product.productId()), since);
      }
      end = chunk.getLast().key();
    }
  }

  /** Reads a product's entries. */
  interface Entries {
    /** In order, the first of them at {@code first} or later. */
    List<CostEntry> from(EntryKey first, int limit);

    /** In reverse order, the first of them before {@code end}. */
    List<CostEntry> before(EntryKey end, int limit);
  }

  private static @Nullable CostEntry first(Entries entries, EntryKey key) {
    List<CostEntry> later = entries.from(key.next(), 1);
    return later.isEmpty() ? null : later.getFirst();
  }

  private static Valuation replay(Product product, Valuation start, Iterable<CostEntry> entries) {
    Valuation valuation = start;
    for (CostEntry entry : entries) {
      valuation = apply(product, valuation, entry.quantity(), entry.unitCost()).after();
    }
    return valuation;
  }
}
