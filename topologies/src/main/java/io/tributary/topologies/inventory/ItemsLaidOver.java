package io.tributary.topologies.inventory;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was known, but for what has changed, with what it has become, in one order. */
final class ItemsLaidOver implements Iterator<StockItem> {
  private final Iterator<StockItem> known;
  private final Iterator<StockItem> own;
  private final Set<StockKey> changed;
  private final Comparator<StockItem> order;
  private @Nullable StockItem nextKnown;
  private @Nullable StockItem nextOwn;

  ItemsLaidOver(Iterator<StockItem> known, Iterator<StockItem> own, Set<StockKey> changed, Comparator<StockItem> order) {
    this.known = known;
    this.own = own;
    this.changed = changed;
    this.order = order;
  }

  @Override
  public boolean hasNext() {
    while (nextKnown == null && known.hasNext()) {
      StockItem next = known.next();
      nextKnown = changed.contains(next.key()) ? null : next;
    }
    if (nextOwn == null && own.hasNext()) {
      nextOwn = own.next();
    }
    return nextKnown != null || nextOwn != null;
  }

  @Override
  public StockItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    StockItem first = nextKnown;
    if (first == null || (nextOwn != null && order.compare(nextOwn, first) < 0)) {
      first = Objects.requireNonNull(nextOwn);
      nextOwn = null;
    } else {
      nextKnown = null;
    }
    return first;
  }
}
