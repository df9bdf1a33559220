package io.tributary.api.inventory;

import io.tributary.topologies.inventory.LowStockQuery;
import io.tributary.topologies.inventory.Product;
import io.tributary.topologies.inventory.StockItem;
import io.tributary.topologies.inventory.StockLevel;
import io.tributary.topologies.inventory.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stock as it is shown. */
final class StockViews {
  private StockViews() {}

  /** What lies at a place; {@code lot} is absent where the product has none. */
  record Place(
      String productId,
      String warehouseId,
      String locationId,
      @Nullable String lot,
      BigDecimal quantity,
      BigDecimal reservedQuantity,
      BigDecimal availableQuantity,
      Instant receivedAt,
      @Nullable Instant expiresAt) {
    static Place of(StockItem item) {
      String lot = item.key().lot();
      return new Place(
          item.key().productId(), item.key().warehouseId(), item.key().locationId(), lot.isEmpty() ? null : lot,
          item.quantity(), item.reserved(), item.available(), item.receivedAt(), item.expiresAt());
    }
  }

  /** A product's stock in one warehouse. */
  record InWarehouse(
      String warehouseId,
      List<Place> locations,
      BigDecimal totalQuantity,
      BigDecimal totalReserved,
      BigDecimal totalAvailable) {
    static InWarehouse of(String warehouseId, List<StockItem> items) {
      BigDecimal quantity = items.stream().map(StockItem::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal reserved = items.stream().map(StockItem::reserved).reduce(BigDecimal.ZERO, BigDecimal::add);
      return new InWarehouse(
          warehouseId, items.stream().map(Place::of).toList(), quantity, reserved, quantity.subtract(reserved));
    }
  }

  /**
   * A product's stock (S1 4.5).
   *
   * @param complete false when it lies at more places than are listed; the global numbers count them all
   * @param version of the product's stock: what {@code expectedVersion} of a movement is compared with
   */
  record Level(
      String productId,
      String sku,
      String name,
      String unit,
      List<InWarehouse> warehouses,
      boolean complete,
      BigDecimal globalQuantity,
      BigDecimal globalReserved,
      BigDecimal globalAvailable,
      BigDecimal globalBackordered,
      @Nullable BigDecimal reorderPoint,
      @Nullable BigDecimal reorderQuantity,
      boolean low,
      @Nullable Instant lastReceivedAt,
      @Nullable Instant lastSoldAt,
      long version) {
    static Level of(StockLevel level) {
      Product product = level.product();
      Totals totals = level.totals();
      TreeMap<String, List<StockItem>> warehouses = new TreeMap<>();
      level.items().forEach(
          item -> warehouses.computeIfAbsent(item.key().warehouseId(), id -> new ArrayList<>()).add(item));
      return new Level(
          product.productId(),
          product.sku(),
          product.name(),
          product.unit(),
          warehouses.entrySet().stream().map(one -> InWarehouse.of(one.getKey(), one.getValue())).toList(),
          level.complete(),
          totals == null ? BigDecimal.ZERO : totals.quantity(),
          totals == null ? BigDecimal.ZERO : totals.reserved(),
          totals == null ? BigDecimal.ZERO : totals.available(),
          totals == null ? BigDecimal.ZERO : totals.backordered(),
          product.reorderPoint(),
          product.reorderQuantity(),
          totals != null && totals.low(),
          totals == null ? null : totals.lastReceivedAt(),
          totals == null ? null : totals.lastSoldAt(),
          totals == null ? 0 : totals.version());
    }
  }

  /**
   * A product that should be ordered.
   *
   * @param suggestedQuantity as many times {@code reorderQuantity} as lift what is available, less what orders wait for, above
   *     the reorder point
   */
  record Low(
      String productId,
      String sku,
      String name,
      BigDecimal available,
      BigDecimal backordered,
      @Nullable BigDecimal reorderPoint,
      @Nullable BigDecimal reorderQuantity,
      @Nullable BigDecimal suggestedQuantity) {
    static Low of(LowStockQuery.Item item) {
      Product product = item.product();
      return new Low(
          product.productId(), product.sku(), product.name(), item.totals().available(),
          item.totals().backordered(), product.reorderPoint(), product.reorderQuantity(), suggested(item));
    }

    private static @Nullable BigDecimal suggested(LowStockQuery.Item item) {
      BigDecimal point = item.product().reorderPoint();
      BigDecimal quantity = item.product().reorderQuantity();
      if (point == null || quantity == null) {
        return null;
      }
      BigDecimal lack = point.subtract(item.totals().available()).add(item.totals().backordered());
      // One more than the whole parts: at the point itself the product would still be low.
      return lack.divideToIntegralValue(quantity).add(BigDecimal.ONE).multiply(quantity);
    }
  }
}
