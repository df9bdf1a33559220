package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A movement as its product's valuation sees it. By date, entries are the valuation's history: each follows from the one
 * before, so a movement that becomes known late changes all that follow it.
 *
 * @param quantity change of the stock; never 0
 * @param unitCost that was told; null: what the stock cost then
 * @param value of the goods that came; negative of those that left
 * @param correction of what was valued before its cost was known
 * @param after the stock's valuation since; its layers are kept where {@code whole}
 * @param whole whether later entries can be valued from this one: the rest saves the room of their layers
 */
public record CostEntry(
    EntryKey key,
    BigDecimal quantity,
    @Nullable BigDecimal unitCost,
    BigDecimal value,
    BigDecimal correction,
    Valuation after,
    boolean whole)
    implements Fact {
  /** So few layers weigh less than looking for an entry that has them. */
  private static final int FEW_LAYERS = 4;

  /** One of this many entries is whole, however many layers it has; a power of 2. */
  private static final int WHOLE_ONE_OF = 32;

  static CostEntry of(EntryKey key, BigDecimal quantity, @Nullable BigDecimal unitCost, Worth worth) {
    Valuation after = worth.after();
    boolean whole = after.layers().size() <= FEW_LAYERS || drawn(key.version());
    return new CostEntry(
        key, quantity, unitCost, worth.value(), worth.correction(), whole ? after : after.withLayers(List.of()), whole);
  }

  /** The same movement, valued anew. */
  CostEntry valued(Worth worth) {
    return of(key, quantity, unitCost, worth);
  }

  /** What it does to the stock's value. */
  BigDecimal change() {
    return value.add(correction);
  }

  /** Whether there was nothing before it. */
  boolean begins() {
    return after.quantity().compareTo(quantity) == 0 && after.value().compareTo(change()) == 0;
  }

  /** A lottery, since histories have rhythms: every second version, say, is a reservation, which has no entry. */
  private static boolean drawn(long version) {
    long mixed = version * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xBF58476D1CE4E5B9L;
    return ((mixed >>> 40) & (WHOLE_ONE_OF - 1)) == 0;
  }
}
