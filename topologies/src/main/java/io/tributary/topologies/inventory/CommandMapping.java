package io.tributary.topologies.inventory;

import io.tributary.common.CommandMeta;
import io.tributary.inventory.AdjustInventory;
import io.tributary.inventory.AdjustStock;
import io.tributary.inventory.CancelOrder;
import io.tributary.inventory.CommitReservation;
import io.tributary.inventory.CreateLocation;
import io.tributary.inventory.CreateProduct;
import io.tributary.inventory.CreateWarehouse;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.Pack;
import io.tributary.inventory.Pick;
import io.tributary.inventory.PlaceOrder;
import io.tributary.inventory.PutAway;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.ReceiveTransfer;
import io.tributary.inventory.RecountInventory;
import io.tributary.inventory.ReleaseReservation;
import io.tributary.inventory.ReserveStock;
import io.tributary.inventory.SendTransfer;
import io.tributary.inventory.SetInventoryPolicy;
import io.tributary.inventory.SetReorderPoint;
import io.tributary.inventory.Ship;
import io.tributary.inventory.TransferStock;
import io.tributary.inventory.UpdateLocation;
import io.tributary.inventory.UpdateProduct;
import io.tributary.inventory.UpdateWarehouse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro commands as the inventory's operations. */
final class CommandMapping {
  private static final String META = "meta";
  private static final String OPERATION_ID = "operationId";

  private CommandMapping() {}

  /**
   * The command's envelope.
   *
   * @throws IllegalArgumentException when it is no command of this context
   */
  static CommandMeta meta(SpecificRecord avro) {
    if (avro.getSchema().getFields().isEmpty() || !(avro.get(0) instanceof CommandMeta meta)) {
      throw new IllegalArgumentException("not a command of this context: " + avro.getSchema().getFullName());
    }
    return meta;
  }

  /** What a repetition is compared with: the fields that are given, by name, as text. */
  static Map<String, String> content(SpecificRecord avro) {
    Map<String, String> content = new LinkedHashMap<>();
    for (Schema.Field field : avro.getSchema().getFields()) {
      Object value = avro.get(field.pos());
      if (value != null && !field.name().equals(META) && !field.name().equals(OPERATION_ID)) {
        content.put(field.name(), text(value));
      }
    }
    return content;
  }

  /**
   * The operation that a command asks for.
   *
   * @throws IllegalArgumentException when it is no command of this context, or breaks a rule of its sender
   */
  static Operation operation(SpecificRecord avro, CommandMeta meta, String newId) {
    String id = (String) avro.get(avro.getSchema().getField(OPERATION_ID).pos());
    return new Operation(
        meta.getType(), id, meta.getExpectedVersion(), newId, command(avro), (String) optional(avro, "unit"),
        (Instant) optional(avro, "occurredAt"));
  }

  /** A field that some commands have. */
  private static @Nullable Object optional(SpecificRecord avro, String name) {
    Schema.Field field = avro.getSchema().getField(name);
    return field == null || avro instanceof CreateProduct ? null : avro.get(field.pos());
  }

  private static InventoryCommand command(SpecificRecord avro) {
    return switch (avro) {
      case CreateProduct it -> create(it);
      case UpdateProduct it -> new InventoryCommand.UpdateProduct(
          it.getProductId(), it.getSku(), it.getName(), it.getDescription(), UnitMapping.optional(it.getUnits()),
          it.getActive(), it.getAttributes());
      case SetReorderPoint it -> new InventoryCommand.SetReorderPoint(
          it.getProductId(), Decimals.model(it.getReorderPoint()), Decimals.model(it.getReorderQuantity()));
      case CreateWarehouse it ->
          new InventoryCommand.CreateWarehouse(it.getWarehouseId(), it.getName(), it.getAttributes());
      case UpdateWarehouse it -> new InventoryCommand.UpdateWarehouse(
          it.getWarehouseId(), it.getName(), it.getActive(), it.getAttributes());
      case CreateLocation it ->
          new InventoryCommand.CreateLocation(it.getWarehouseId(), it.getLocationId(), it.getLocationCode(), it.getWalkOrder());
      case UpdateLocation it -> new InventoryCommand.UpdateLocation(
          it.getWarehouseId(), it.getLocationId(), it.getLocationCode(), it.getActive(), it.getWalkOrder());
      case SetInventoryPolicy it -> policy(it);
      case ReceiveGoods it -> new InventoryCommand.Receive(
          place(it.getProductId(), it.getWarehouseId(), it.getLocationId(), it.getLot()), it.getQuantity(),
          Decimals.model(it.getUnitCost()), it.getExpiresAt(), it.getReference());
      case PutAway it -> {
        StockKey from = place(it.getProductId(), it.getWarehouseId(), it.getFromLocationId(), it.getLot());
        yield new InventoryCommand.Transfer(
            from, from.at(it.getWarehouseId(), it.getToLocationId()), it.getQuantity(), true);
      }
      case TransferStock it -> {
        StockKey from = place(it.getProductId(), it.getFromWarehouseId(), it.getFromLocationId(), it.getLot());
        yield new InventoryCommand.Transfer(
            from, from.at(it.getToWarehouseId(), it.getToLocationId()), it.getQuantity(), false);
      }
      case IssueStock it -> new InventoryCommand.Issue(
          place(it.getProductId(), it.getWarehouseId(), it.getLocationId(), it.getLot()), it.getQuantity(),
          it.getReference());
      case AdjustStock it -> new InventoryCommand.Adjust(
          place(it.getProductId(), it.getWarehouseId(), it.getLocationId(), it.getLot()), it.getQuantity(),
          it.getReason(), Decimals.model(it.getUnitCost()), false);
      case AdjustInventory it -> new InventoryCommand.Adjust(
          place(it.getProductId(), it.getWarehouseId(), it.getLocationId(), it.getLot()), it.getQuantity(),
          it.getReason(), Decimals.model(it.getUnitCost()), true);
      case RecountInventory it -> new InventoryCommand.Recount(
          place(it.getProductId(), it.getWarehouseId(), it.getLocationId(), it.getLot()), it.getCounted(),
          it.getReason());
      case ReserveStock it -> reserve(it);
      case ReleaseReservation it ->
          new InventoryCommand.Release(it.getReservationId(), Decimals.model(it.getQuantity()));
      case CommitReservation it ->
          new InventoryCommand.Commit(it.getReservationId(), Decimals.model(it.getQuantity()));
      case SendTransfer it -> new InventoryCommand.SendTransfer(
          it.getStockTransferId(),
          place(it.getProductId(), it.getFromWarehouseId(), it.getFromLocationId(), it.getLot()), it.getToWarehouseId(),
          it.getQuantity(), it.getReference());
      case ReceiveTransfer it -> new InventoryCommand.ReceiveTransfer(
          it.getStockTransferId(), it.getLocationId(), Decimals.model(it.getQuantity()), it.getComplete());
      case PlaceOrder it -> OrderMapping.place(it);
      case CancelOrder it -> new InventoryCommand.CancelOrder(it.getOrderId(), it.getReason());
      case Pick it -> OrderMapping.handle(it.getOrderId(), Stage.PICKED, it.getWarehouseId(), it.getItems(), null, null,
          it.getReason());
      case Pack it -> OrderMapping.handle(it.getOrderId(), Stage.PACKED, it.getWarehouseId(), it.getItems(), null, null, null);
      case Ship it -> OrderMapping.handle(
          it.getOrderId(), Stage.SHIPPED, it.getWarehouseId(), it.getItems(), it.getCarrier(), it.getTrackingNumber(),
          null);
      default ->
          throw new IllegalArgumentException("not a command of this context: " + avro.getSchema().getFullName());
    };
  }

  private static InventoryCommand create(CreateProduct it) {
    ValuationMethod valuation = Choices.model(it.getValuation());
    int decimals = it.getDecimals();
    if (decimals < 0 || decimals > Quantities.MAX_DECIMALS) {
      throw new IllegalArgumentException("decimals must be 0 to " + Quantities.MAX_DECIMALS + ", not " + decimals);
    } else if (valuation == ValuationMethod.STANDARD && it.getStandardCost() == null) {
      throw new IllegalArgumentException("STANDARD values by a standardCost, which is missing");
    }
    return new InventoryCommand.CreateProduct(
        it.getProductId(), it.getSku(), it.getName(), it.getDescription(), it.getUnit(), UnitMapping.model(it.getUnits()), decimals,
        Choices.model(it.getTracking()), valuation, Decimals.model(it.getStandardCost()),
        Decimals.model(it.getReorderPoint()), Decimals.model(it.getReorderQuantity()), it.getAttributes());
  }

  private static InventoryCommand policy(SetInventoryPolicy it) {
    Integer days = it.getKeepValuationDays();
    if (days != null && days < 1) {
      throw new IllegalArgumentException("keepValuationDays must be at least 1, not " + days);
    }
    return new InventoryCommand.SetPolicy(it.getAllowNegative(), days);
  }

  private static InventoryCommand reserve(ReserveStock it) {
    Long seconds = it.getTimeoutSeconds();
    if (seconds != null && seconds < 1) {
      throw new IllegalArgumentException("timeoutSeconds must be at least 1, not " + seconds);
    }
    Reservation.Wish wish = new Reservation.Wish(
        it.getOrderId(), it.getOrderLineId(), it.getWarehouseId(), it.getLocationId(), it.getLot(),
        Choices.model(it.getStrategy()), it.getPriority(), it.getPromisedAt());
    return new InventoryCommand.Reserve(
        it.getProductId(), it.getQuantity(), wish, it.getPartial(),
        seconds == null ? null : Duration.ofSeconds(seconds));
  }

  private static StockKey place(String productId, String warehouseId, String locationId, @Nullable String lot) {
    return new StockKey(productId, warehouseId, locationId, Objects.requireNonNullElse(lot, ""));
  }

  private static String text(Object value) {
    return switch (value) {
      case BigDecimal number -> Quantities.plain(number).toPlainString();
      case Map<?, ?> map -> new TreeMap<>(map).toString();
      default -> value.toString();
    };
  }
}
