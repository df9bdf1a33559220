package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.AvailableRows.Scope;
import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps and reads the lists of a tenant's available places. They are written only when a place gets something available, has
 * nothing left, or changes its order; a place whose goods have expired leaves them when a reservation first meets it.
 */
final class AvailablePlaces {
  private static final byte[] MARK = {1};

  private final Rows state;
  private final StoredFacts facts;
  private final ListMemory memory;
  private final UUID tenantId;
  private final Instant time;

  /** Products whose lists this decision has changed: what it reads of them is not remembered, since it may be refused yet. */
  private final Set<String> changed = new HashSet<>();

  AvailablePlaces(Rows state, StoredFacts facts, ListMemory memory, UUID tenantId, Instant time) {
    this.state = state;
    this.facts = facts;
    this.memory = memory;
    this.tenantId = tenantId;
    this.time = time;
  }

  /** The places that a wish accepts, as its strategy takes them; read as far as they are pulled. */
  Iterator<StockItem> of(Product product, Reservation.Wish wish) {
    boolean lot = wish.lot() != null || product.tracking() == Tracking.NONE;
    if (lot && wish.warehouseId() != null && wish.locationId() != null) {
      StockKey place = new StockKey(
          product.productId(), wish.warehouseId(), wish.locationId(), Objects.requireNonNullElse(wish.lot(), ""));
      return Stream.ofNullable(facts.find(place)).filter(item -> item.offered(time)).iterator();
    } else if (wish.lot() != null && product.tracking() != Tracking.LOT) {
      // A serial number is at one place.
      return facts.stock(product.productId(), wish.lot()).stream()
          .filter(item -> wish.accepts(item.key()) && item.offered(time))
          .iterator();
    }
    if (!memory.knows(tenantId, product.productId())) {
      ensure(product.productId());
    }
    return new AvailableItems(this, product, wish, Scope.of(wish));
  }

  /** A new product has no places that could lack rows. */
  void begin(String productId) {
    state.put(AvailableRows.indexed(tenantId, productId), MARK);
  }

  /** Lists follow a place; before its own row is written. */
  void follow(StockKey place, @Nullable StockItem after) {
    StockItem before = facts.find(place);
    if (sameRows(before, after)) {
      return;
    }
    ensure(place.productId());
    Location location = facts.find(place.location());
    Long walkOrder = location == null ? null : location.walkOrder();
    put(before, walkOrder, after, walkOrder);
  }

  /** Lists follow a location that was put elsewhere on the walk; before its own row is written. */
  void follow(Location after, List<StockItem> there) {
    Location before = facts.find(after.key());
    Long walkedBefore = before == null ? null : before.walkOrder();
    if (!Objects.equals(walkedBefore, after.walkOrder())) {
      for (StockItem item : there) {
        ensure(item.key().productId());
        put(item, walkedBefore, item, after.walkOrder());
      }
    }
  }

  /** The first places of a list that is always read from the same end. */
  ListMemory.Page start(String productId, AvailableItems.Part list, int limit) {
    return changed.contains(productId)
        ? page(list, limit)
        : memory.start(
            tenantId, productId, new ListMemory.Start(list.from(), list.reverse()), () -> page(list, limit));
  }

  ListMemory.Page page(AvailableItems.Part list, int limit) {
    List<RowReader.Row> rows = state.range(list.from(), list.to(), list.reverse(), limit);
    return new ListMemory.Page(
        rows.stream().map(row -> AvailableRows.place(row.key(), list.order())).toList(),
        rows.size() == limit ? rows.getLast().key() : null);
  }

  UUID tenantId() {
    return tenantId;
  }

  Instant time() {
    return time;
  }

  /** The place of a row; null when its goods have expired, and it leaves all lists. */
  @Nullable StockItem met(StockKey place) {
    StockItem item = Objects.requireNonNull(facts.find(place), "what is listed is there");
    if (item.offered(time)) {
      return item;
    }
    Location location = facts.find(place.location());
    changing(place.productId());
    keys(item, location == null ? null : location.walkOrder()).forEach(state::delete);
    return null;
  }

  /** Places of a product that an older build knew get their rows, all at once. */
  private void ensure(String productId) {
    if (state.get(AvailableRows.indexed(tenantId, productId)) == null) {
      for (StockItem item : facts.stock(productId)) {
        Location location = facts.find(item.key().location());
        put(null, null, item, location == null ? null : location.walkOrder());
      }
      begin(productId);
    }
  }

  private void changing(String productId) {
    changed.add(productId);
    memory.forget(tenantId, productId);
  }

  private static boolean sameRows(@Nullable StockItem before, @Nullable StockItem after) {
    boolean was = before != null && before.available().signum() > 0;
    boolean is = after != null && after.available().signum() > 0;
    return was == is
        && (!is || (before.receivedAt().equals(after.receivedAt()) && Objects.equals(before.expiresAt(), after.expiresAt())));
  }

  private void put(
      @Nullable StockItem before, @Nullable Long walkedBefore, @Nullable StockItem after, @Nullable Long walkedAfter) {
    changing(Objects.requireNonNull(before == null ? after : before).key().productId());
    Set<Bytes> known = new HashSet<>(keys(before, walkedBefore));
    boolean listed = before != null && before.offered(time);
    for (Bytes key : after != null && after.offered(time) ? keys(after, walkedAfter) : List.<Bytes>of()) {
      if (!known.remove(key) || !listed) {
        state.put(key, MARK);
      }
    }
    known.forEach(state::delete);
  }

  private List<Bytes> keys(@Nullable StockItem item, @Nullable Long walkOrder) {
    if (item == null || item.available().signum() <= 0) {
      return List.of();
    }
    Product product = Objects.requireNonNull(facts.find(new ProductKey(item.key().productId())), "products stay");
    return AvailableRows.keys(tenantId, item, product.tracking(), walkOrder);
  }
}
