package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a task remembers of the lists in its state, so that most decisions seek in none: from when on something may be due, and
 * how products' lists of available places begin. It never knows more than the rows say, and is forgotten when the task starts over.
 */
final class ListMemory implements Chore {
  private static final int PRODUCTS = 16_384;
  private static final long NEVER = Long.MAX_VALUE;

  private final Map<ProductOf, Map<Start, Page>> starts = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<ProductOf, Map<Start, Page>> eldest) {
      return size() > PRODUCTS;
    }
  };

  /** No timer of a reservation is before it. */
  private long dueFrom = Long.MIN_VALUE;

  private record ProductOf(UUID tenantId, String productId) {}

  /** @param from first key, or of a reverse list the first one that it has no more */
  record Start(Bytes from, boolean reverse) {}

  /**
   * Places as they stand in a list.
   *
   * @param last row of the page; null when the list has no more
   */
  record Page(List<StockKey> places, @Nullable Bytes last) {}

  @Override
  public void open(RowReader state) {
    starts.clear();
    dueFrom = Long.MIN_VALUE;
    look(state);
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    look(state);
  }

  /** Starting at what is known steps over the tombstones of timers that have fired. */
  private void look(RowReader state) {
    Bytes end = KeyCodec.endOf(KeyCodec.key(InventoryRows.TIMER).build());
    dueFrom = state.scan(KeyCodec.key(InventoryRows.TIMER).ascending(dueFrom).build(), end, false, timers ->
        timers.hasNext() ? new KeyReader(timers.next().key()).ascending() : NEVER);
  }

  /** Whether a reservation may have expired by {@code time}; mostly none has. */
  boolean mayBeDue(Instant time) {
    return dueFrom <= time.toEpochMilli();
  }

  /** A reservation will expire then. */
  void due(Instant at) {
    dueFrom = Math.min(dueFrom, at.toEpochMilli());
  }

  boolean knows(UUID tenantId, String productId) {
    return starts.containsKey(new ProductOf(tenantId, productId));
  }

  Page start(UUID tenantId, String productId, Start start, Supplier<Page> read) {
    return starts.computeIfAbsent(new ProductOf(tenantId, productId), none -> new HashMap<>())
        .computeIfAbsent(start, none -> read.get());
  }

  /** A product's lists change. */
  void forget(UUID tenantId, String productId) {
    starts.remove(new ProductOf(tenantId, productId));
  }
}
