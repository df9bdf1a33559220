package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.InventoryEvent.BecameLow;
import io.tributary.topologies.inventory.InventoryEvent.StockEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One decision's work on a product's stock: lines are gathered, then closed as an event, which the next line already
 * sees. Used by one decision and dropped.
 */
final class StockBook {
  /** Totals beyond it would leave the range of the schemas' decimals. */
  private static final BigDecimal MOST = new BigDecimal("1e18");

  private static final BigDecimal MOST_VALUE = new BigDecimal("1e24");

  private final Product product;
  private final Instant time;
  private final Instant occurredAt;
  private final boolean mayOverdraw;
  private final Map<StockKey, StockChange> lines = new LinkedHashMap<>();
  private final List<StockEvent> events = new ArrayList<>();
  private InventoryState state;
  private @Nullable CostEntry lastBooked;

  StockBook(InventoryState state, String productId, Instant time) {
    this(state, productId, time, time);
  }

  /** @param occurredAt when its goods came or left; not later than {@code time} */
  StockBook(InventoryState state, String productId, Instant time, Instant occurredAt) {
    this.state = state;
    this.time = time;
    this.occurredAt = occurredAt;
    this.mayOverdraw = state.policy().allowNegative();
    Product known = state.find(new ProductKey(productId));
    if (known == null) {
      throw new RefusedException(Refusal.PRODUCT_NOT_FOUND);
    }
    this.product = known;
  }

  Product product() {
    return product;
  }

  Instant time() {
    return time;
  }

  Instant occurredAt() {
    return occurredAt;
  }

  /** The last movement that changed the stock; null when none did. */
  @Nullable CostEntry lastBooked() {
    return lastBooked;
  }

  boolean mayOverdraw() {
    return mayOverdraw;
  }

  InventoryState state() {
    return state;
  }

  Totals totals() {
    return state.totals(product.productId());
  }

  /** What lies at a place with the lines that are not closed yet. */
  StockItem at(StockKey place) {
    StockChange line = lines.get(place);
    if (line != null) {
      return line.after();
    }
    StockItem known = state.find(place);
    return known == null ? new StockItem(place, BigDecimal.ZERO, BigDecimal.ZERO, time, null) : known;
  }

  void add(StockKey place, BigDecimal quantity, BigDecimal reserved) {
    StockItem item = at(place);
    add(place, quantity, reserved, item.receivedAt(), item.expiresAt());
  }

  /** @param receivedAt of what is added; the oldest counts for the place */
  void add(
      StockKey place, BigDecimal quantity, BigDecimal reserved, Instant receivedAt, @Nullable Instant expiresAt) {
    StockItem item = at(place);
    boolean older = item.isEmpty() || receivedAt.isBefore(item.receivedAt());
    StockItem after = new StockItem(
        place,
        Quantities.plain(item.quantity().add(quantity)),
        Quantities.plain(item.reserved().add(reserved)),
        older ? receivedAt : item.receivedAt(),
        expiresAt == null ? item.expiresAt() : expiresAt);
    StockChange line = lines.get(place);
    lines.put(place, line == null
        ? new StockChange(quantity, reserved, after)
        : new StockChange(line.quantity().add(quantity), line.reserved().add(reserved), after));
  }

  /** Takes out what nobody keeps. */
  void take(StockKey place, BigDecimal quantity) {
    StockItem item = at(place);
    if (!mayOverdraw && item.available().compareTo(quantity) < 0) {
      throw new RefusedException(
          item.quantity().compareTo(quantity) < 0 ? Refusal.INSUFFICIENT_STOCK : Refusal.STOCK_RESERVED);
    }
    add(place, quantity.negate(), BigDecimal.ZERO);
  }

  /** Closes the lines as an event, which gets them and the totals after them. */
  void close(Effect effect, BiFunction<List<StockChange>, Totals, StockEvent> event) {
    close(effect, null, (changes, totals, worth) -> event.apply(changes, totals));
  }

  /** @param unitCost of what comes; null: what the stock costs now */
  void close(Effect effect, @Nullable BigDecimal unitCost, Valued event) {
    Totals before = totals();
    BigDecimal quantity = before.quantity();
    BigDecimal reserved = before.reserved();
    for (StockChange line : lines.values()) {
      quantity = quantity.add(line.quantity());
      reserved = reserved.add(line.reserved());
    }
    if (quantity.abs().compareTo(MOST) > 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    Totals after = new Totals(
        product.productId(),
        Quantities.plain(quantity),
        Quantities.plain(reserved),
        Quantities.plain(before.backordered().add(effect.backordered)),
        product.low(quantity.subtract(reserved)),
        effect.kind == Effect.Kind.RECEIPT ? later(before.lastReceivedAt()) : before.lastReceivedAt(),
        effect.kind == Effect.Kind.SALE ? later(before.lastSoldAt()) : before.lastSoldAt(),
        before.version() + 1,
        time);
    put(event.of(List.copyOf(lines.values()), after, booked(quantity.subtract(before.quantity()), unitCost, after.version())));
    lines.clear();
  }

  private @Nullable Booked booked(BigDecimal change, @Nullable BigDecimal unitCost, long version) {
    if (change.signum() == 0) {
      return null;
    }
    Worth worth = Timeline.apply(product, state.valuation(product.productId()), change, unitCost);
    if (worth.after().value().abs().compareTo(MOST_VALUE) > 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    EntryKey key = new EntryKey(product.productId(), occurredAt, version);
    lastBooked = CostEntry.of(key, Quantities.plain(change), unitCost, worth);
    return new Booked(lastBooked, worth.after());
  }

  private Instant later(@Nullable Instant known) {
    return known == null || known.isBefore(occurredAt) ? occurredAt : known;
  }

  /** All events, with the alert at their end when they brought the product down to its reorder point. */
  List<InventoryEvent> events(Totals before) {
    Totals now = totals();
    if (now.low() && !before.low()) {
      close(Effect.NONE, (none, totals) -> new BecameLow(product, totals));
    }
    return List.copyOf(events);
  }

  private void put(StockEvent event) {
    events.add(event);
    state = state.with(event.changes());
  }

  /** Makes an event of goods that came or left. */
  @FunctionalInterface
  interface Valued {
    StockEvent of(List<StockChange> lines, Totals totals, @Nullable Booked worth);
  }

  /** What an event does to the totals besides its lines. */
  record Effect(Kind kind, BigDecimal backordered) {
    enum Kind {
      RECEIPT,
      SALE,
      OTHER
    }

    static final Effect NONE = new Effect(Kind.OTHER, BigDecimal.ZERO);
    static final Effect RECEIPT = new Effect(Kind.RECEIPT, BigDecimal.ZERO);
    static final Effect SALE = new Effect(Kind.SALE, BigDecimal.ZERO);

    /** @param change of what reservations wait for */
    static Effect backorder(BigDecimal change) {
      return new Effect(Kind.OTHER, change);
    }

    static Effect sale(BigDecimal backordered) {
      return new Effect(Kind.SALE, backordered);
    }
  }
}
