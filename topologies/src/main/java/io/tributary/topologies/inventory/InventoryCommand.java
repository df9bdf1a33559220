package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  record CreateLocation(
      String warehouseId, @Nullable String locationId, @Nullable String locationCode, @Nullable Long walkOrder)
      implements InventoryCommand {}

  /** Null leaves a member as it is. */
  record UpdateLocation(
      String warehouseId,
      String locationId,
      @Nullable String locationCode,
      @Nullable Boolean active,
      @Nullable Long walkOrder)
      implements InventoryCommand {}

  record SetPolicy(boolean allowNegative, @Nullable Integer keepValuationDays) implements InventoryCommand {}

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

  /** What ends reservations, or some of one; in the unit that the operation tells. */
  sealed interface ReservationCommand extends InventoryCommand {
    String reservationId();

    /** Null: all. */
    @Nullable BigDecimal quantity();
  }

  record Release(String reservationId, @Nullable BigDecimal quantity) implements ReservationCommand {}

  record Commit(String reservationId, @Nullable BigDecimal quantity) implements ReservationCommand {}

  record SendTransfer(
      @Nullable String transferId, StockKey from, String toWarehouseId, BigDecimal quantity, @Nullable String reference)
      implements InventoryCommand {}

  /**
   * @param quantity what came; null: all that was in transit
   * @param complete whether what has not come is missing
   */
  record ReceiveTransfer(String transferId, String locationId, @Nullable BigDecimal quantity, boolean complete)
      implements InventoryCommand {}

  /** @param items at least one, no line id twice */
  record PlaceOrder(
      @Nullable String orderId,
      @Nullable String customerId,
      boolean partial,
      int priority,
      @Nullable Instant promisedAt,
      @Nullable Duration reserveWithin,
      @Nullable Duration pickWithin,
      List<Item> items)
      implements InventoryCommand {
    public record Item(
        String lineId,
        String productId,
        BigDecimal quantity,
        @Nullable String warehouseId,
        @Nullable String lot,
        ReservationStrategy strategy,
        @Nullable String unit) {}
  }

  /** What is done with an order. */
  sealed interface OrderCommand extends InventoryCommand {
    String orderId();
  }

  record CancelOrder(String orderId, @Nullable String reason) implements OrderCommand {}

  /**
   * Picks, packs or ships.
   *
   * @param to the stage that goods come to
   * @param warehouseId only there; null: everywhere
   * @param some of its lines, none twice; empty: all
   * @param reason why something is missing; told where something is
   */
  record HandleOrder(
      String orderId,
      Stage to,
      @Nullable String warehouseId,
      List<Some> some,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      @Nullable String reason)
      implements OrderCommand {
    /**
     * @param quantity null: all that is there, but what is missing
     * @param unit that both quantities are in; null: the stock unit
     * @param locationId only what was reserved there; null: anywhere
     * @param lot only of this one; null: any
     * @param missing of picking: what was reserved and is not there; null: nothing
     */
    public record Some(
        String lineId,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable String locationId,
        @Nullable String lot,
        @Nullable BigDecimal missing) {
      boolean accepts(@Nullable StockKey place) {
        return place != null
            && (locationId == null || locationId.equals(place.locationId()))
            && (lot == null || lot.equals(place.lot()));
      }
    }
  }

  /** What processes ask for; it never comes from outside. Places are those where goods were reserved. */
  sealed interface FollowUp extends InventoryCommand {
    /** Reserves for a line of an order. */
    record Keep(String orderId, String lineId) implements FollowUp {}

    /** Lets an order take over what its reservations keep by now. */
    record Follow(String orderId) implements FollowUp {}

    /** Lets an order give up what its deadlines are over for. */
    record Lapse(String orderId) implements FollowUp {}

    /** Writes off kept goods that are not there, and keeps others instead. */
    record Miss(String reservationId, List<Reservation.Part> parts, String reason) implements FollowUp {}

    /** Takes kept goods into the order's tote, or back. */
    record Stage(String reservationId, String orderId, List<Reservation.Part> parts, boolean back) implements FollowUp {}

    /** Keeps goods no longer, and no longer waits for some. */
    record Free(String reservationId, BigDecimal waived, List<Reservation.Part> parts) implements FollowUp {}

    /** Lets goods leave from the order's tote. */
    record Deliver(String reservationId, String orderId, List<Reservation.Part> parts) implements FollowUp {}
  }
}
