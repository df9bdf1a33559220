package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the inventory can be asked to do. Quantities are in the product's unit. */
public sealed interface InventoryCommand {
  /** Null members take the defaults that their schemas tell. */
  record CreateProduct(
      @Nullable String productId,
      String sku,
      String name,
      @Nullable String description,
      String unit,
      Map<String, Ratio> units,
      int decimals,
      Tracking tracking,
      ValuationMethod valuation,
      @Nullable BigDecimal standardCost,
      @Nullable BigDecimal reorderPoint,
      @Nullable BigDecimal reorderQuantity,
      Map<String, String> attributes)
      implements InventoryCommand {}

  /** Null leaves a member as it is. */
  record UpdateProduct(
      String productId,
      @Nullable String sku,
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, Ratio> units,
      @Nullable Boolean active,
      @Nullable Map<String, String> attributes)
      implements InventoryCommand {}

  record SetReorderPoint(
      String productId, @Nullable BigDecimal reorderPoint, @Nullable BigDecimal reorderQuantity)
      implements InventoryCommand {}

  record CreateWarehouse(@Nullable String warehouseId, String name, Map<String, String> attributes)
      implements InventoryCommand {}

  /** Null leaves a member as it is. */
  record UpdateWarehouse(
      String warehouseId, @Nullable String name, @Nullable Boolean active, @Nullable Map<String, String> attributes)
      implements InventoryCommand {}

  record CreateLocation(String warehouseId, @Nullable String locationId, @Nullable String locationCode)
      implements InventoryCommand {}

  /** Null leaves a member as it is. */
  record UpdateLocation(
      String warehouseId, String locationId, @Nullable String locationCode, @Nullable Boolean active)
      implements InventoryCommand {}

  record SetPolicy(boolean allowNegative) implements InventoryCommand {}

  /** What moves stock of one product. */
  sealed interface StockCommand extends InventoryCommand {
    String productId();
  }

  record Receive(
      StockKey place,
      BigDecimal quantity,
      @Nullable BigDecimal unitCost,
      @Nullable Instant expiresAt,
      @Nullable String reference)
      implements StockCommand {
    @Override
    public String productId() {
      return place.productId();
    }
  }

  /** @param putAway from where goods were received to their place */
  record Transfer(StockKey from, StockKey to, BigDecimal quantity, boolean putAway) implements StockCommand {
    @Override
    public String productId() {
      return from.productId();
    }
  }

  /** Takes out what nobody reserved. */
  record Issue(StockKey place, BigDecimal quantity, @Nullable String reference) implements StockCommand {
    @Override
    public String productId() {
      return place.productId();
    }
  }

  /**
   * @param quantity the change
   * @param inventory asked of the inventory, which passes it on to the warehouse
   */
  record Adjust(
      StockKey place, BigDecimal quantity, String reason, @Nullable BigDecimal unitCost, boolean inventory)
      implements StockCommand {
    @Override
    public String productId() {
      return place.productId();
    }
  }

  record Recount(StockKey place, BigDecimal counted, @Nullable String reason) implements StockCommand {
    @Override
    public String productId() {
      return place.productId();
    }
  }

  /** @param partial reserve what there is, and wait for the rest */
  record Reserve(
      String productId, BigDecimal quantity, Reservation.Wish wish, boolean partial, @Nullable Duration timeout)
      implements StockCommand {}

  /** What ends reservations, or some of one. */
  sealed interface ReservationCommand extends InventoryCommand {
    String reservationId();

    /** Null: all. */
    @Nullable BigDecimal quantity();
  }

  record Release(String reservationId, @Nullable BigDecimal quantity) implements ReservationCommand {}

  record Commit(String reservationId, @Nullable BigDecimal quantity) implements ReservationCommand {}
}
