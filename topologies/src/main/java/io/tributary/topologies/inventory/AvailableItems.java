package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.AvailableRows.Order;
import io.tributary.topologies.inventory.AvailableRows.Scope;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.RowReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * Available places in the order of a strategy: where not all places have what it goes by, first those that have it, then the
 * others by age. Reads few rows at once, and more the longer it is read.
 */
final class AvailableItems implements Iterator<StockItem> {
  private static final int FIRST_READ = 2;
  private static final int MOST_READ = 256;

  private final AvailablePlaces places;
  private final Reservation.Wish wish;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final Deque<StockItem> read = new ArrayDeque<>();
  private final Set<StockKey> given = new HashSet<>();
  private int reading = FIRST_READ;

  /** A list, and what of it is still to be read. */
  private record Part(Order order, Bytes from, Bytes to, boolean reverse) {
    Part after(Bytes last) {
      return reverse ? new Part(order, from, last, true) : new Part(order, KeyCodec.after(last), to, false);
    }
  }

  AvailableItems(AvailablePlaces places, Product product, Reservation.Wish wish, Scope scope) {
    this.places = places;
    this.wish = wish;
    UUID tenantId = places.tenantId();
    String productId = product.productId();
    Bytes age = AvailableRows.list(tenantId, productId, scope, Order.AGE).build();
    Bytes expiry = AvailableRows.list(tenantId, productId, scope, Order.EXPIRY).build();
    Bytes walk = AvailableRows.list(tenantId, productId, scope, Order.WALK).build();
    switch (wish.strategy()) {
      case FIFO, LIFO -> { }
      case FEFO -> parts.add(new Part(
          Order.EXPIRY, AvailableRows.unexpired(tenantId, productId, scope, places.time()), KeyCodec.endOf(expiry), false));
      // At one location nothing is nearer.
      case NEAREST -> parts.add(new Part(Order.WALK, walk, KeyCodec.endOf(walk), false));
    }
    parts.add(new Part(Order.AGE, age, KeyCodec.endOf(age), wish.strategy() == ReservationStrategy.LIFO));
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
    List<RowReader.Row> rows = places.range(part.from(), part.to(), part.reverse(), reading);
    for (RowReader.Row row : rows) {
      StockKey place = AvailableRows.place(row.key(), part.order());
      if (wish.accepts(place) && given.add(place)) {
        StockItem item = places.met(place);
        if (item != null) {
          read.add(item);
        }
      }
    }
    if (rows.size() == reading) {
      parts.addFirst(part.after(rows.getLast().key()));
    }
    reading = Math.min(2 * reading, MOST_READ);
  }
}
