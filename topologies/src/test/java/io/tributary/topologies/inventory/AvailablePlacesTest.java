package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.MemoryRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reservation chooses as though it looked at every place, and looks at few. */
class AvailablePlacesTest {
  private static final UUID TENANT = new UUID(1, 2);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<String> WAREHOUSES = List.of("A", "B", "C");
  private static final int PLACES = 10_000;

  private final MemoryRows rows = new MemoryRows();
  private final ListMemory memory = new ListMemory();
  private final Map<StockKey, StockItem> items = new HashMap<>();
  private final Map<LocationKey, Location> locations = new HashMap<>();
  private Instant time = NOON;
  private Random random = new Random(1);

  /** The choice over all that lies there, place by place, against what is read. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void choosesAsFromAllPlaces(long seed) {
    random = new Random(seed);
    Product product = product(random.nextInt(3) == 0 ? Tracking.NONE : Tracking.LOT);
    for (String warehouse : WAREHOUSES) {
      for (int i = 0; i < 4; i++) {
        put(new Location(warehouse, "l" + i, "l", true, random.nextBoolean() ? null : random.nextLong(5), 1, NOON));
      }
    }
    for (int step = 0; step < 400; step++) {
      time = time.plusSeconds(random.nextInt(100));
      if (random.nextInt(40) == 0) {
        Location one = locations.get(new LocationKey(pick(WAREHOUSES), "l" + random.nextInt(4)));
        Location moved = new Location(
            one.warehouseId(), one.locationId(), "l", true, random.nextLong(5), one.version() + 1, time);
        facts().places().follow(
            moved, items.values().stream().filter(item -> item.key().location().equals(moved.key())).toList());
        put(moved);
      } else {
        change(product);
      }
      Reservation.Wish wish = wish(product);
      InventoryState state = new InventoryState(facts());
      List<StockItem> all = items.values().stream()
          .filter(item -> wish.accepts(item.key()) && item.offered(time))
          .sorted(wish.strategy().order(state))
          .toList();
      assertThat(read(facts().available(product, wish))).as("%s", wish).isEqualTo(all);
    }
    facts().stock("p").forEach(item -> change(item.key(), null));
    assertThat(rows.list(KeyCodec.key('z', TENANT).build())).as("lists of nothing are empty").isEmpty();
  }

  /** What the decision itself has changed so far counts as though it were stored. */
  @Test
  void seesWhatTheDecisionHasChanged() {
    Product product = product(Tracking.NONE);
    put(new Location("A", "l0", "l", true, null, 1, NOON));
    StockKey old = new StockKey("p", "A", "l0", "");
    StockKey young = new StockKey("p", "B", "l0", "");
    change(old, item(old, 5, 0, NOON, null));
    change(young, item(young, 5, 0, NOON.plusSeconds(1), null));
    Reservation.Wish fifo = new Reservation.Wish("o", null, null, null, null, ReservationStrategy.FIFO, 0, null);
    InventoryState state = new InventoryState(facts());
    assertThat(read(state.available(product, fifo, time))).extracting(StockItem::key).containsExactly(old, young);
    InventoryState taken = state.with(List.of(FactChange.of(item(old, 5, 5, NOON, null))));
    assertThat(read(taken.available(product, fifo, time))).extracting(StockItem::key).containsExactly(young);
    StockKey oldest = new StockKey("p", "C", "l0", "");
    InventoryState more = taken.with(List.of(FactChange.of(item(oldest, 1, 0, NOON.minusSeconds(9), null))));
    assertThat(read(more.available(product, fifo, time))).extracting(StockItem::key).containsExactly(oldest, young);
  }

  @ParameterizedTest
  @EnumSource(ReservationStrategy.class)
  void readsFewOfManyPlaces(ReservationStrategy strategy) {
    Product product = product(Tracking.LOT);
    for (int i = 0; i < PLACES; i++) {
      String warehouse = WAREHOUSES.get(i % 3);
      put(new Location(warehouse, "l" + i, "l", true, i % 2 == 0 ? null : (long) i, 1, NOON));
      StockKey place = new StockKey("p", warehouse, "l" + i, "lot" + i % 50);
      // Half of them are sold out but for what is kept, a quarter has expired.
      BigDecimal reserved = i % 2 == 1 ? BigDecimal.ZERO : BigDecimal.TEN;
      change(place, new StockItem(
          place, BigDecimal.TEN, reserved, NOON.minusSeconds(i), i % 4 == 1 ? NOON.plusSeconds(5) : null));
    }
    time = NOON.plusSeconds(60);
    rows.put(InventoryRows.fact(TENANT, product.key()), FactCodec.encode(product));
    rows.put(InventoryRows.fact(TENANT, new FactKey.WarehouseKey("B")),
        FactCodec.encode(new Warehouse("B", "B", true, Map.of(), 1, NOON)));
    // Once for what has expired, which then is gone from the lists.
    for (String lot : new String[] {null, "lot7"}) {
      for (String warehouse : new String[] {null, "B"}) {
        reserve(strategy, warehouse, lot);
        rows.gets = 0;
        rows.scanned = 0;
        reserve(strategy, warehouse, lot);
        assertThat(rows.gets + rows.scanned).as("rows read for one of %s places", PLACES).isLessThan(30);
      }
    }
  }

  /** A product that an older build stored has no lists: they are made when it is first needed. */
  @Test
  void makesTheListsOfAnOlderBuild() {
    Product product = product(Tracking.NONE);
    rows.delete(AvailableRows.indexed(TENANT, "p"));
    put(new Location("A", "l0", "l", true, 3L, 1, NOON));
    StockKey place = new StockKey("p", "A", "l0", "");
    StockItem item = item(place, 5, 2, NOON, null);
    rows.put(InventoryRows.fact(TENANT, place), FactCodec.encode(item));
    for (ReservationStrategy strategy : ReservationStrategy.values()) {
      Reservation.Wish wish = new Reservation.Wish("o", null, "A", null, null, strategy, 0, null);
      assertThat(read(facts().available(product, wish))).containsExactly(item);
    }
    items.put(place, item);
    change(place, item(place, 5, 5, NOON, null));
    assertThat(rows.list(KeyCodec.key('z', TENANT).build())).isEmpty();
  }

  private void reserve(ReservationStrategy strategy, @Nullable String warehouse, @Nullable String lot) {
    Reservation.Wish wish = new Reservation.Wish("o", null, warehouse, null, lot, strategy, 0, null);
    Operation operation = new Operation(
        "stock.reserve", "op", null, "r", new Reserve("p", BigDecimal.ONE, wish, false, null));
    var outcome = new InventoryDecider().decide(new InventoryState(facts()), operation, time);
    assertThat(outcome.events()).hasSize(1).first().isInstanceOf(InventoryEvent.Reserved.class);
  }

  private void change(Product product) {
    String lot = product.tracking() == Tracking.NONE ? "" : "lot" + random.nextInt(6);
    StockKey place = new StockKey("p", pick(WAREHOUSES), "l" + random.nextInt(4), lot);
    Instant received = NOON.plusSeconds(random.nextInt(20));
    Instant expires = random.nextBoolean() ? null : NOON.plusSeconds(random.nextInt(40_000));
    int quantity = random.nextInt(4);
    change(place, quantity == 0 ? null : item(place, quantity, random.nextInt(quantity + 1), received, expires));
  }

  private void change(StockKey place, @Nullable StockItem after) {
    facts().places().follow(place, after);
    if (after == null) {
      rows.delete(InventoryRows.fact(TENANT, place));
      items.remove(place);
    } else {
      rows.put(InventoryRows.fact(TENANT, place), FactCodec.encode(after));
      items.put(place, after);
    }
  }

  private Reservation.Wish wish(Product product) {
    String warehouse = random.nextBoolean() ? null : pick(WAREHOUSES);
    String location = random.nextInt(3) > 0 ? null : "l" + random.nextInt(4);
    String lot = product.tracking() == Tracking.NONE || random.nextBoolean() ? null : "lot" + random.nextInt(6);
    return new Reservation.Wish(
        "o", null, warehouse, location, lot, pick(List.of(ReservationStrategy.values())), 0, null);
  }

  private Product product(Tracking tracking) {
    Product product = new Product(
        "p", "P", "Product", null, "each", Map.of(), 0, tracking, ValuationMethod.FIFO, null, null, null, true, Map.of(), 1,
        NOON);
    rows.put(InventoryRows.fact(TENANT, product.key()), FactCodec.encode(product));
    facts().places().begin("p");
    return product;
  }

  private void put(Location location) {
    locations.put(location.key(), location);
    rows.put(InventoryRows.fact(TENANT, location.key()), FactCodec.encode(location));
  }

  private StoredFacts facts() {
    return new StoredFacts(rows, rows, memory, TENANT, time);
  }

  private static StockItem item(
      StockKey place, int quantity, int reserved, Instant receivedAt, @Nullable Instant expiresAt) {
    return new StockItem(place, BigDecimal.valueOf(quantity), BigDecimal.valueOf(reserved), receivedAt, expiresAt);
  }

  private static List<StockItem> read(Iterator<StockItem> items) {
    List<StockItem> read = new ArrayList<>();
    items.forEachRemaining(read::add);
    return read;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
