package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the places of a product that have something available, in the orders in which reservations take them. They hold
 * nothing that changes with a quantity: a row comes when a place gets something available, and goes with the last of it.
 */
final class AvailableRows {
  private static final char AVAILABLE = 'z';
  private static final char INDEXED = 'i';

  private AvailableRows() {}

  /** What of a product is looked at; null: all. Each scope has rows of its own. */
  record Scope(@Nullable String lot, @Nullable String warehouseId, @Nullable String locationId) {
    /** The smallest that has all a wish accepts; a named place or serial number needs none. */
    static Scope of(Reservation.Wish wish) {
      return wish.lot() == null && wish.warehouseId() != null
          ? new Scope(null, wish.warehouseId(), wish.locationId())
          : new Scope(wish.lot(), wish.warehouseId(), null);
    }
  }

  /** By what rows are ordered, before the place. The letters are part of the stored data. */
  enum Order {
    AGE("a"),
    EXPIRY("e"),
    WALK("w");

    private final String letter;

    Order(String letter) {
      this.letter = letter;
    }
  }

  /** All keys of a place that has something available. */
  static List<Bytes> keys(UUID tenantId, StockItem item, Tracking tracking, @Nullable Long walkOrder) {
    List<Bytes> keys = new ArrayList<>();
    for (Scope scope : scopes(item.key(), tracking)) {
      keys.add(place(list(tenantId, item.key().productId(), scope, Order.AGE), item));
      if (item.expiresAt() != null) {
        keys.add(place(
            list(tenantId, item.key().productId(), scope, Order.EXPIRY).ascending(item.expiresAt().toEpochMilli()), item));
      }
      if (walkOrder != null && scope.locationId() == null) {
        keys.add(place(list(tenantId, item.key().productId(), scope, Order.WALK).ascending(walkOrder), item));
      }
    }
    return keys;
  }

  /** Where a list begins. */
  static KeyCodec list(UUID tenantId, String productId, Scope scope, Order order) {
    return KeyCodec.key(AVAILABLE, tenantId)
        .text(productId)
        .text(scope.lot() == null ? "" : scope.lot())
        .text(scope.warehouseId() == null ? "" : scope.warehouseId())
        .text(scope.locationId() == null ? "" : scope.locationId())
        .text(order.letter);
  }

  /** Where what expires by {@code time} ends. */
  static Bytes unexpired(UUID tenantId, String productId, Scope scope, Instant time) {
    return list(tenantId, productId, scope, Order.EXPIRY).ascending(time.toEpochMilli() + 1).build();
  }

  /** The place of a row. */
  static StockKey place(Bytes row, Order order) {
    KeyReader key = new KeyReader(row);
    key.uuid();
    String productId = key.text();
    for (int i = 0; i < 4; i++) {
      key.text();
    }
    if (order != Order.AGE) {
      key.ascending();
    }
    key.ascending();
    return new StockKey(productId, key.text(), key.text(), key.text());
  }

  /** That a product's places have their rows: those of an older build had none. */
  static Bytes indexed(UUID tenantId, String productId) {
    return KeyCodec.key(INDEXED, tenantId).text(productId).build();
  }

  private static List<Scope> scopes(StockKey place, Tracking tracking) {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope(null, null, null));
    scopes.add(new Scope(null, place.warehouseId(), null));
    if (!place.lot().isEmpty()) {
      scopes.add(new Scope(null, place.warehouseId(), place.locationId()));
      if (tracking == Tracking.LOT) {
        scopes.add(new Scope(place.lot(), null, null));
        scopes.add(new Scope(place.lot(), place.warehouseId(), null));
      }
    }
    return scopes;
  }

  private static Bytes place(KeyCodec list, StockItem item) {
    StockKey place = item.key();
    return list.ascending(item.receivedAt().toEpochMilli())
        .text(place.warehouseId()).text(place.locationId()).text(place.lot()).build();
  }
}
