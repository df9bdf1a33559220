package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.TenantStanding;
import java.time.Instant;
import java.util.Comparator;
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
  private final Map<FactKey<?>, Optional<Fact>> changed;

  public InventoryState(FactSource source) {
    this(source, Map.of());
  }

  private InventoryState(FactSource source, Map<FactKey<?>, Optional<Fact>> changed) {
    this.source = source;
    this.changed = changed;
  }

  TenantStanding tenant() {
    return source.tenant();
  }

  @SuppressWarnings("unchecked") // A key's fact is of the key's type.
  public <F extends Fact> @Nullable F find(FactKey<F> key) {
    Optional<Fact> known = changed.get(key);
    return known == null ? source.find(key) : (F) known.orElse(null);
  }

  List<StockItem> stock(String productId, @Nullable String lot) {
    Map<FactKey<?>, StockItem> items = new LinkedHashMap<>();
    source.stock(productId, lot).forEach(item -> items.put(item.key(), item));
    changed.forEach((key, fact) -> {
      if (key instanceof StockKey place && place.productId().equals(productId) && (lot == null || lot.equals(place.lot()))) {
        items.remove(place);
        fact.ifPresent(item -> items.put(place, (StockItem) item));
      }
    });
    return List.copyOf(items.values());
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
    changed.forEach((key, fact) -> {
      if (key instanceof EntryKey entry && entry.productId().equals(productId)) {
        own.put(entry, (CostEntry) fact.orElseThrow());
      }
    });
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
    Map<FactKey<?>, Optional<Fact>> more = new LinkedHashMap<>(changed);
    changes.forEach(change -> more.put(change.key(), Optional.ofNullable(change.after())));
    return new InventoryState(source, more);
  }

  /** All that has changed, as it is now; nothing where it is gone. */
  Map<FactKey<?>, Optional<Fact>> changed() {
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
