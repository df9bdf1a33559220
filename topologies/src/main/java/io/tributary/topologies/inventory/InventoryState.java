package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.TenantStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What decisions depend on: what was known, with what has changed since laid over it. Immutable. */
public final class InventoryState {
  private final FactSource source;

  /** What has changed, the oldest first, each larger than the next: an order changes facts by the thousand. */
  private final List<Map<FactKey<?>, Optional<Fact>>> layers;

  public InventoryState(FactSource source) {
    this(source, List.of());
  }

  private InventoryState(FactSource source, List<Map<FactKey<?>, Optional<Fact>>> layers) {
    this.source = source;
    this.layers = layers;
  }

  TenantStanding tenant() {
    return source.tenant();
  }

  @SuppressWarnings("unchecked") // A key's fact is of the key's type.
  public <F extends Fact> @Nullable F find(FactKey<F> key) {
    for (Map<FactKey<?>, Optional<Fact>> layer : layers.reversed()) {
      Optional<Fact> known = layer.get(key);
      if (known != null) {
        return (F) known.orElse(null);
      }
    }
    return source.find(key);
  }

  /** Whether a lot of a product lies anywhere. */
  boolean lies(String productId, String lot) {
    Map<StockKey, Optional<StockItem>> changed = changed(productId);
    return source.stock(productId, lot).stream().anyMatch(item -> !changed.containsKey(item.key()))
        || changed.entrySet().stream().anyMatch(one -> one.getKey().lot().equals(lot) && one.getValue().isPresent());
  }

  /** The places that a wish accepts and that have something to promise, as its strategy takes them; read when pulled. */
  Iterator<StockItem> available(Product product, Reservation.Wish wish, Instant time) {
    Map<StockKey, Optional<StockItem>> changed = changed(product.productId());
    Comparator<StockItem> order = wish.strategy().order(this);
    Iterator<StockItem> known = source.available(product, wish);
    if (changed.isEmpty()) {
      return known;
    }
    List<StockItem> own = changed.values().stream()
        .flatMap(Optional::stream)
        .filter(item -> wish.accepts(item.key()) && item.offered(time))
        .sorted(order)
        .toList();
    return new ItemsLaidOver(known, own.iterator(), changed.keySet(), order);
  }

  private Map<StockKey, Optional<StockItem>> changed(String productId) {
    Map<StockKey, Optional<StockItem>> changed = new HashMap<>();
    layers.forEach(layer -> layer.forEach((key, fact) -> {
      if (key instanceof StockKey place && place.productId().equals(productId)) {
        changed.put(place, fact.map(StockItem.class::cast));
      }
    }));
    return changed;
  }

  /** The product's reservations that have expired by {@code time}. */
  List<Reservation> due(String productId, Instant time) {
    return active(source.due(productId, time));
  }

  /** The product's reservations that wait for stock. */
  List<Reservation> waiting(String productId) {
    return active(source.waiting(productId)).stream().filter(one -> one.backordered().signum() > 0).toList();
  }

  /** A product's valuation by date, with what has changed. */
  Timeline.Entries entries(String productId) {
    Timeline.Entries known = source.entries(productId);
    NavigableMap<EntryKey, CostEntry> own = new TreeMap<>();
    layers.forEach(layer -> layer.forEach((key, fact) -> {
      if (key instanceof EntryKey entry && entry.productId().equals(productId)) {
        own.put(entry, (CostEntry) fact.orElseThrow());
      }
    }));
    return own.isEmpty() ? known : new LaidOver(known, own);
  }

  /** Entries of a source under those that have changed since; none is ever taken away. */
  private record LaidOver(Timeline.Entries known, NavigableMap<EntryKey, CostEntry> own) implements Timeline.Entries {
    @Override
    public List<CostEntry> from(EntryKey first, int limit) {
      return merged(known.from(first, limit), own.tailMap(first, true), Comparator.naturalOrder(), limit);
    }

    @Override
    public List<CostEntry> before(EntryKey end, int limit) {
      return merged(known.before(end, limit), own.headMap(end, false), Comparator.reverseOrder(), limit);
    }

    private static List<CostEntry> merged(
        List<CostEntry> under, Map<EntryKey, CostEntry> over, Comparator<EntryKey> order, int limit) {
      NavigableMap<EntryKey, CostEntry> all = new TreeMap<>(order);
      under.forEach(entry -> all.put(entry.key(), entry));
      all.putAll(over);
      return all.values().stream().limit(limit).toList();
    }
  }

  Policy policy() {
    Policy policy = find(new FactKey.PolicyKey());
    return policy == null ? Policy.DEFAULT : policy;
  }

  Totals totals(String productId) {
    Totals totals = find(new FactKey.TotalsKey(productId));
    return totals == null ? Totals.none(productId) : totals;
  }

  Valuation valuation(String productId) {
    Valuation valuation = find(new FactKey.ValuationKey(productId));
    return valuation == null ? Valuation.none(productId) : valuation;
  }

  InventoryState with(List<FactChange> changes) {
    Map<FactKey<?>, Optional<Fact>> newest = new LinkedHashMap<>();
    changes.forEach(change -> newest.put(change.key(), Optional.ofNullable(change.after())));
    List<Map<FactKey<?>, Optional<Fact>>> more = new ArrayList<>(layers);
    more.add(newest);
    while (more.size() > 1 && more.get(more.size() - 2).size() <= more.getLast().size()) {
      Map<FactKey<?>, Optional<Fact>> last = more.removeLast();
      Map<FactKey<?>, Optional<Fact>> merged = new LinkedHashMap<>(more.removeLast());
      merged.putAll(last);
      more.add(merged);
    }
    return new InventoryState(source, List.copyOf(more));
  }

  /** All that has changed, as it is now; nothing where it is gone. */
  Map<FactKey<?>, Optional<Fact>> changed() {
    Map<FactKey<?>, Optional<Fact>> changed = new LinkedHashMap<>();
    layers.forEach(changed::putAll);
    return changed;
  }

  private List<Reservation> active(List<String> ids) {
    return ids.stream()
        .map(id -> Optional.ofNullable(find(new FactKey.ReservationKey(id))))
        .flatMap(Optional::stream)
        .filter(Reservation::active)
        .toList();
  }
}
