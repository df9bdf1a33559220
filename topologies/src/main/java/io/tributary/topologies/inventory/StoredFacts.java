package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ReservationKey;
import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.TenantStanding;
import io.tributary.topologies.kernel.TenantStandings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A tenant's facts in the state. A reservation that ended is remembered as long as operations are. */
final class StoredFacts implements FactSource {
  private static final String RESERVATION = "reservation";

  private final Rows state;
  private final OperationLog log;
  private final UUID tenantId;
  private final Instant time;
  private final AvailablePlaces places;

  StoredFacts(Rows state, OperationLog log, UUID tenantId, Instant time) {
    this.state = state;
    this.log = log;
    this.tenantId = tenantId;
    this.time = time;
    this.places = new AvailablePlaces(state, this, tenantId, time);
  }

  @Override
  public TenantStanding tenant() {
    return TenantStandings.read(state.get(InventoryRows.tenant(tenantId)));
  }

  @Override
  @SuppressWarnings("unchecked") // A key's row is of the key's type.
  public <F extends Fact> @Nullable F find(FactKey<F> key) {
    byte[] row = state.get(InventoryRows.fact(tenantId, key));
    if (row == null && key instanceof ReservationKey ended) {
      row = log.find(state, tenantId, ended(ended.reservationId()), time).orElse(null);
    }
    return row == null ? null : (F) FactCodec.decode(key, row);
  }

  @Override
  public List<StockItem> stock(String productId, String lot) {
    return items(InventoryRows.stock(tenantId, productId, lot));
  }

  /** All places where a product lies: possibly thousands. */
  List<StockItem> stock(String productId) {
    return items(InventoryRows.stock(tenantId, productId, null));
  }

  private List<StockItem> items(Bytes list) {
    return state.list(list).stream().map(row -> FactCodec.stock(row.value())).toList();
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
    return new StoredEntries(state, tenantId, productId);
  }

  @Override
  public List<String> due(String productId, Instant until) {
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

  /** Keeps an ended reservation's outcome for those who still ask for it. */
  void remember(Reservation ended) {
    log.remember(state, tenantId, ended(ended.reservationId()), time, FactCodec.encode(ended));
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

  /** Three texts: no operation's identity, which has two. */
  private static List<String> ended(String reservationId) {
    return List.of(RESERVATION, "ended", reservationId);
  }
}
