package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.AvailableRows.Order;
import io.tributary.topologies.inventory.AvailableRows.Scope;
import io.tributary.topologies.kernel.KeyCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * Available places in the order of a strategy: where not all places have what it goes by, first those that have it, then the
 * others by age. Reads few rows at once, and more the longer it is read.
 */
final class AvailableItems implements Iterator<StockItem> {
  private static final int FIRST_READ = 2;
  private static final int MOST_READ = 256;

  private final AvailablePlaces places;
  private final Product product;
  private final Reservation.Wish wish;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final Deque<StockItem> read = new ArrayDeque<>();
  private final Set<StockKey> given = new HashSet<>();
  private int reading = FIRST_READ;

  /**
   * A list, and what of it is still to be read.
   *
   * @param whole nothing was read yet, and it begins where it always does
   */
  record Part(Order order, Bytes from, Bytes to, boolean reverse, boolean whole) {
    private static Part of(Order order, Bytes list, boolean reverse) {
      return new Part(order, list, KeyCodec.endOf(list), reverse, true);
    }

    private Part after(Bytes last) {
      return reverse ? new Part(order, from, last, true, false) : new Part(order, KeyCodec.after(last), to, false, false);
    }
  }

  AvailableItems(AvailablePlaces places, Product product, Reservation.Wish wish, Scope scope) {
    this.places = places;
    this.product = product;
    this.wish = wish;
    switch (wish.strategy()) {
      case FIFO, LIFO -> { }
      case FEFO -> parts.add(new Part(
          Order.EXPIRY, AvailableRows.unexpired(places.tenantId(), product.productId(), scope, places.time()),
          KeyCodec.endOf(list(scope, Order.EXPIRY)), false, false));
      // At one location nothing is nearer.
      case NEAREST -> parts.add(Part.of(Order.WALK, list(scope, Order.WALK), false));
    }
    parts.add(Part.of(Order.AGE, list(scope, Order.AGE), wish.strategy() == ReservationStrategy.LIFO));
  }

  private Bytes list(Scope scope, Order order) {
    return AvailableRows.list(places.tenantId(), product.productId(), scope, order).build();
  }

  @Override
  public boolean hasNext() {
    while (read.isEmpty() && !parts.isEmpty()) {
      read(parts.removeFirst());
    }
    return !read.isEmpty();
  }

  @Override
  public StockItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.removeFirst();
  }

  private void read(Part part) {
    ListMemory.Page page = part.whole() && reading == FIRST_READ
        ? places.start(product.productId(), part, reading)
        : places.page(part, reading);
    for (StockKey place : page.places()) {
      if (wish.accepts(place) && given.add(place)) {
        StockItem item = places.met(place);
        if (item != null) {
          read.add(item);
        }
      }
    }
    if (page.last() != null) {
      parts.addFirst(part.after(page.last()));
    }
    reading = Math.min(2 * reading, MOST_READ);
  }
}
