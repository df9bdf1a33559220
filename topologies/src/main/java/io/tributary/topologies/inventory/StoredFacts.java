package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.TenantStanding;
import io.tributary.topologies.kernel.TenantStandings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's facts as they were before a decision, each read once. They lie where readers find them, in the views; the state
 * has what only decisions need: the lists of what is available, due or waiting.
 */
final class StoredFacts implements FactSource {
  private final Rows state;
  private final Rows views;
  private final ListMemory memory;
  private final UUID tenantId;
  private final AvailablePlaces places;
  private final Map<FactKey<?>, Optional<Fact>> known = new HashMap<>();

  StoredFacts(Rows state, Rows views, ListMemory memory, UUID tenantId, Instant time) {
    this.state = state;
    this.views = views;
    this.memory = memory;
    this.tenantId = tenantId;
    this.places = new AvailablePlaces(state, this, memory, tenantId, time);
  }

  @Override
  public TenantStanding tenant() {
    return TenantStandings.read(state.get(InventoryRows.tenant(tenantId)));
  }

  @Override
  @SuppressWarnings("unchecked") // A key's row is of the key's type.
  public <F extends Fact> @Nullable F find(FactKey<F> key) {
    Optional<Fact> fact = known.get(key);
    if (fact == null) {
      byte[] row = views.get(InventoryRows.fact(tenantId, key));
      fact = row == null ? Optional.empty() : Optional.of(FactCodec.decode(key, row));
      known.put(key, fact);
    }
    return (F) fact.orElse(null);
  }

  @Override
  public List<StockItem> stock(String productId, String lot) {
    return items(InventoryRows.stock(tenantId, productId, lot));
  }

  /** All places where a product lies: possibly thousands. */
  List<StockItem> stock(String productId) {
    return items(InventoryRows.stock(tenantId, productId, null));
  }

  /** All that lies at a location. */
  List<StockItem> stock(LocationKey location) {
    Bytes list = InventoryRows.places(tenantId, location.warehouseId(), location.locationId());
    return views.list(list).stream()
        .map(row -> Objects.requireNonNull(find(InventoryRows.place(row.key())), "what is listed is there"))
        .toList();
  }

  private List<StockItem> items(Bytes list) {
    return views.list(list).stream().map(row -> FactCodec.stock(row.value())).toList();
  }

  @Override
  public Iterator<StockItem> available(Product product, Reservation.Wish wish) {
    return places.of(product, wish);
  }

  /** The lists of the tenant's available places. */
  AvailablePlaces places() {
    return places;
  }

  @Override
  public Timeline.Entries entries(String productId) {
    return new StoredEntries(views, tenantId, productId);
  }

  @Override
  public List<String> due(String productId, Instant until) {
    if (!memory.mayBeDue(until)) {
      return List.of();
    }
    List<String> due = new ArrayList<>();
    for (RowReader.Row row : state.list(InventoryRows.due(tenantId, productId))) {
      KeyReader key = new KeyReader(row.key());
      key.uuid();
      key.text();
      if (key.ascending() > until.toEpochMilli()) {
        break;
      }
      due.add(key.text());
    }
    return due;
  }

  @Override
  public List<String> waiting(String productId) {
    return state.list(InventoryRows.waiting(tenantId, productId)).stream().map(row -> last(row, 1)).toList();
  }

  /** The text of a key behind {@code skipped} others. */
  private static String last(RowReader.Row row, int skipped) {
    KeyReader key = new KeyReader(row.key());
    key.uuid();
    for (int i = 0; i < skipped; i++) {
      key.text();
    }
    return key.text();
  }
}
