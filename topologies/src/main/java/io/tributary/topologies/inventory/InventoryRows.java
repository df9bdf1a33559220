package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import io.tributary.topologies.inventory.FactKey.PolicyKey;
import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.FactKey.ReservationKey;
import io.tributary.topologies.inventory.FactKey.RevaluationKey;
import io.tributary.topologies.inventory.FactKey.SkuKey;
import io.tributary.topologies.inventory.FactKey.TotalsKey;
import io.tributary.topologies.inventory.FactKey.TransferKey;
import io.tributary.topologies.inventory.FactKey.ValuationKey;
import io.tributary.topologies.inventory.FactKey.WarehouseKey;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Keys of the context's rows. Their prefixes are part of the stored data: never reuse one. */
final class InventoryRows {
  /** Timers of reservations that expire. */
  static final int TIMER = 'd';

  /** Timers of orders' deadlines. */
  static final int ORDER_TIMER = 'D';

  /** Timers of products whose oldest valuations are kept no longer. */
  static final int VALUATION_TIMER = 'E';

  private static final char ORDER_FACT = 'O';
  private static final char ORDER_STEP = 'H';
  private static final char ORDER_LIST = 'L';
  private static final char ORDER_OPEN = 'A';
  private static final char ORDER_CUSTOMER = 'C';
  private static final char TRANSFER = 'I';
  private static final char TO_PICK = 'P';
  private static final char TO_SHIP = 'S';
  private static final char DUE = 'e';
  private static final char ORDER = 'c';
  private static final char RESERVED = 'g';
  private static final char SKU = 'k';
  private static final char PLACE = 'l';
  private static final char MOVEMENT = 'm';
  private static final char MOMENT = 'n';
  private static final char LOCATION = 'o';
  private static final char PRODUCT = 'p';
  private static final char TOTALS = 'q';
  private static final char RESERVATION = 'r';
  private static final char STOCK = 's';
  private static final char TENANT = 't';
  private static final char LOW = 'u';
  private static final char WAITING = 'v';
  private static final char WAREHOUSE = 'w';
  private static final char VALUATION = 'x';
  static final char ENTRY = 'a';
  static final char REVALUATION = 'b';
  static final char REPORT = 'f';
  static final char CHANGE = 'h';
  private static final char POLICY = 'y';

  private InventoryRows() {}

  /** In the state: what is known of the tenant's status. */
  static Bytes tenant(UUID tenantId) {
    return KeyCodec.key(TENANT, tenantId).build();
  }

  /** In the views: a fact. Of a revaluation in the state, too, where upkeep finds it. */
  static Bytes fact(UUID tenantId, FactKey<?> key) {
    return switch (key) {
      case ProductKey product -> KeyCodec.key(PRODUCT, tenantId).text(product.productId()).build();
      case SkuKey sku -> KeyCodec.key(SKU, tenantId).text(sku.sku()).build();
      case WarehouseKey warehouse -> KeyCodec.key(WAREHOUSE, tenantId).text(warehouse.warehouseId()).build();
      case LocationKey location ->
          KeyCodec.key(LOCATION, tenantId).text(location.warehouseId()).text(location.locationId()).build();
      case StockKey place ->
          // The lot before the place: whether a serial number is anywhere is one seek.
          KeyCodec.key(STOCK, tenantId)
              .text(place.productId()).text(place.lot()).text(place.warehouseId()).text(place.locationId()).build();
      case TotalsKey totals -> KeyCodec.key(TOTALS, tenantId).text(totals.productId()).build();
      case ValuationKey valuation -> KeyCodec.key(VALUATION, tenantId).text(valuation.productId()).build();
      case EntryKey entry ->
          KeyCodec.key(ENTRY, tenantId)
              .text(entry.productId()).ascending(entry.occurredAt().toEpochMilli()).ascending(entry.version()).build();
      case RevaluationKey revaluation ->
          KeyCodec.key(REVALUATION, tenantId).text(revaluation.productId()).build();
      case ReservationKey reservation ->
          KeyCodec.key(RESERVATION, tenantId).text(reservation.reservationId()).build();
      case OrderKey order -> KeyCodec.key(ORDER_FACT, tenantId).text(order.orderId()).build();
      case TransferKey transfer -> KeyCodec.key(TRANSFER, tenantId).text(transfer.transferId()).build();
      case PolicyKey policy -> KeyCodec.key(POLICY, tenantId).build();
    };
  }

  /** All SKUs that begin with {@code start}; null: all. */
  static Bytes skus(UUID tenantId, @Nullable String start) {
    Bytes all = KeyCodec.key(SKU, tenantId).build();
    if (start == null) {
      return all;
    }
    // Without the terminator, which would ask for the very SKU.
    byte[] key = KeyCodec.key(SKU, tenantId).text(start).build().get();
    return Bytes.wrap(Arrays.copyOf(key, key.length - 2));
  }

  static Bytes valuations(UUID tenantId) {
    return KeyCodec.key(VALUATION, tenantId).build();
  }

  static Bytes warehouses(UUID tenantId) {
    return KeyCodec.key(WAREHOUSE, tenantId).build();
  }

  static Bytes locations(UUID tenantId, String warehouseId) {
    return KeyCodec.key(LOCATION, tenantId).text(warehouseId).build();
  }

  static Bytes reservations(UUID tenantId) {
    return KeyCodec.key(RESERVATION, tenantId).build();
  }

  /** All places where a product lies; of one lot, where it is named. */
  static Bytes stock(UUID tenantId, @Nullable String productId, @Nullable String lot) {
    KeyCodec key = KeyCodec.key(STOCK, tenantId);
    if (productId != null) {
      key.text(productId);
      if (lot != null) {
        key.text(lot);
      }
    }
    return key.build();
  }

  /** In the views: that something lies at a place, by warehouse and location; an older build repeated the fact there. */
  static Bytes place(UUID tenantId, StockKey place) {
    return KeyCodec.key(PLACE, tenantId)
        .text(place.warehouseId()).text(place.locationId()).text(place.productId()).text(place.lot()).build();
  }

  /** The place that such a row is about. */
  static StockKey place(Bytes row) {
    KeyReader key = new KeyReader(row);
    key.uuid();
    String warehouseId = key.text();
    String locationId = key.text();
    return new StockKey(key.text(), warehouseId, locationId, key.text());
  }

  static Bytes places(UUID tenantId, String warehouseId, @Nullable String locationId) {
    KeyCodec key = KeyCodec.key(PLACE, tenantId).text(warehouseId);
    return (locationId == null ? key : key.text(locationId)).build();
  }

  /** In the views: a product's movement; the newest first. */
  static Bytes movement(UUID tenantId, String productId, long version) {
    return KeyCodec.key(MOVEMENT, tenantId).text(productId).descending(version).build();
  }

  static Bytes movements(UUID tenantId, String productId) {
    return KeyCodec.key(MOVEMENT, tenantId).text(productId).build();
  }

  /** In the views: that a product of the tenant moved, the newest first; an older build repeated the movement's key there. */
  static Bytes moment(UUID tenantId, Instant at, String productId, long version) {
    return KeyCodec.key(MOMENT, tenantId)
        .descending(at.toEpochMilli()).text(productId).descending(version).build();
  }

  /** The movement that such a row is about. */
  static Bytes movement(UUID tenantId, Bytes moment) {
    KeyReader key = new KeyReader(moment);
    key.uuid();
    key.descending();
    return movement(tenantId, key.text(), key.descending());
  }

  static Bytes moments(UUID tenantId) {
    return KeyCodec.key(MOMENT, tenantId).build();
  }

  /** In the views: a product that is low. */
  static Bytes low(UUID tenantId, String productId) {
    return KeyCodec.key(LOW, tenantId).text(productId).build();
  }

  static Bytes lows(UUID tenantId) {
    return KeyCodec.key(LOW, tenantId).build();
  }

  /** In the views: that an order has a reservation; an older build repeated its key there, as in the next. */
  static Bytes ordered(UUID tenantId, String orderId, String reservationId) {
    return KeyCodec.key(ORDER, tenantId).text(orderId).text(reservationId).build();
  }

  static Bytes ordered(UUID tenantId, String orderId) {
    return KeyCodec.key(ORDER, tenantId).text(orderId).build();
  }

  /** In the views: that a product has a reservation. */
  static Bytes reserved(UUID tenantId, String productId, String reservationId) {
    return KeyCodec.key(RESERVED, tenantId).text(productId).text(reservationId).build();
  }

  /** The reservation that a row of either list is about. */
  static Bytes reservation(UUID tenantId, Bytes listed) {
    KeyReader key = new KeyReader(listed);
    key.uuid();
    key.text();
    return fact(tenantId, new ReservationKey(key.text()));
  }

  static Bytes reserved(UUID tenantId, String productId) {
    return KeyCodec.key(RESERVED, tenantId).text(productId).build();
  }

  /** In the state: when a product's reservation expires; the earliest first. */
  static Bytes due(UUID tenantId, String productId, Instant at, String reservationId) {
    return KeyCodec.key(DUE, tenantId).text(productId).ascending(at.toEpochMilli()).text(reservationId).build();
  }

  static Bytes due(UUID tenantId, String productId) {
    return KeyCodec.key(DUE, tenantId).text(productId).build();
  }

  /** In the state: a product's reservation that waits for stock. */
  static Bytes waiting(UUID tenantId, String productId, String reservationId) {
    return KeyCodec.key(WAITING, tenantId).text(productId).text(reservationId).build();
  }

  static Bytes waiting(UUID tenantId, String productId) {
    return KeyCodec.key(WAITING, tenantId).text(productId).build();
  }

  static Bytes transfers(UUID tenantId) {
    return KeyCodec.key(TRANSFER, tenantId).build();
  }

  /** In the views: what happened to an order; the first step first. */
  static Bytes orderStep(UUID tenantId, String orderId, long version) {
    return KeyCodec.key(ORDER_STEP, tenantId).text(orderId).ascending(version).build();
  }

  static Bytes orderSteps(UUID tenantId, String orderId) {
    return KeyCodec.key(ORDER_STEP, tenantId).text(orderId).build();
  }

  /** In the views: an order, the newest first. */
  static Bytes listed(UUID tenantId, Order order) {
    return newest(KeyCodec.key(ORDER_LIST, tenantId), order);
  }

  static Bytes listed(UUID tenantId) {
    return KeyCodec.key(ORDER_LIST, tenantId).build();
  }

  /** In the views: a customer's order, the newest first. */
  static Bytes customers(UUID tenantId, String customerId, Order order) {
    return newest(KeyCodec.key(ORDER_CUSTOMER, tenantId).text(customerId), order);
  }

  static Bytes customers(UUID tenantId, String customerId) {
    return KeyCodec.key(ORDER_CUSTOMER, tenantId).text(customerId).build();
  }

  /** In the views: an order that has not ended, the most urgent first. */
  static Bytes unfinished(UUID tenantId, Order order) {
    return urgent(KeyCodec.key(ORDER_OPEN, tenantId), order);
  }

  static Bytes unfinished(UUID tenantId) {
    return KeyCodec.key(ORDER_OPEN, tenantId).build();
  }

  /** In the views: an order that has something to pick in a warehouse, the most urgent first. */
  static Bytes toPick(UUID tenantId, String warehouseId, Order order) {
    return urgent(KeyCodec.key(TO_PICK, tenantId).text(warehouseId), order);
  }

  static Bytes toPick(UUID tenantId, String warehouseId) {
    return KeyCodec.key(TO_PICK, tenantId).text(warehouseId).build();
  }

  /** In the views: an order that has something picked or packed in a warehouse, the most urgent first. */
  static Bytes toShip(UUID tenantId, String warehouseId, Order order) {
    return urgent(KeyCodec.key(TO_SHIP, tenantId).text(warehouseId), order);
  }

  static Bytes toShip(UUID tenantId, String warehouseId) {
    return KeyCodec.key(TO_SHIP, tenantId).text(warehouseId).build();
  }

  private static Bytes newest(KeyCodec list, Order order) {
    return list.descending(order.createdAt().toEpochMilli()).text(order.orderId()).build();
  }

  /** By priority, promised date (none last), age. */
  private static Bytes urgent(KeyCodec list, Order order) {
    Instant promised = order.terms().promisedAt();
    return list
        .descending(order.terms().priority())
        .ascending(promised == null ? Long.MAX_VALUE : promised.toEpochMilli())
        .ascending(order.createdAt().toEpochMilli())
        .text(order.orderId())
        .build();
  }
}
