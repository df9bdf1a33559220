package io.tributary.topologies.inventory;

import io.tributary.common.EventMeta;
import io.tributary.inventory.InventoryPolicySet;
import io.tributary.inventory.InventoryRefusal;
import io.tributary.inventory.InventoryRefused;
import io.tributary.inventory.LocationCreated;
import io.tributary.inventory.LocationUpdated;
import io.tributary.inventory.ProductCreated;
import io.tributary.inventory.ProductUpdated;
import io.tributary.inventory.ReorderPointSet;
import io.tributary.inventory.TransferReceived;
import io.tributary.inventory.TransferSent;
import io.tributary.inventory.WarehouseCreated;
import io.tributary.inventory.WarehouseUpdated;
import io.tributary.topologies.inventory.InventoryEvent.LocationChanged;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.inventory.InventoryEvent.PolicySet;
import io.tributary.topologies.inventory.InventoryEvent.ProductChanged;
import io.tributary.topologies.inventory.InventoryEvent.Refused;
import io.tributary.topologies.inventory.InventoryEvent.StockEvent;
import io.tributary.topologies.inventory.InventoryEvent.TransferChanged;
import io.tributary.topologies.inventory.InventoryEvent.WarehouseChanged;
import io.tributary.topologies.kernel.Cause;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** The inventory's events in Avro: envelopes, and what is not about stock. */
final class EventMapping {
  private EventMapping() {}

  static SpecificRecord event(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case ProductChanged event -> product(recorded, event);
      case WarehouseChanged event -> warehouse(recorded, event);
      case LocationChanged event -> location(recorded, event);
      case PolicySet event -> new InventoryPolicySet(
          meta(recorded, "inventory_policy", recorded.cause().tenantId().toString(), event.after().version()),
          operationId(recorded), event.after().allowNegative(), event.after().keepValuationDays());
      case StockEvent event -> StockEventMapping.event(
          meta(recorded, "stock", event.totals().productId(), event.totals().version()), recorded, event);
      case TransferChanged event -> transfer(recorded, event);
      case OrderChanged event -> OrderEventMapping.event(
          meta(recorded, "order", event.after().orderId(), event.after().version()), recorded, event);
      case Refused event -> new InventoryRefused(
          meta(recorded, "operation", event.operation().type() + "/" + event.operation().id(), 1),
          event.operation().id(), event.operation().type(), InventoryRefusal.valueOf(event.reason().name()),
          event.subjectId(), event.orderLineId());
    };
  }

  private static SpecificRecord product(RecordedEvent recorded, ProductChanged event) {
    Product it = event.after();
    EventMeta meta = meta(recorded, "product", it.productId(), it.version());
    String operation = operationId(recorded);
    var tracking = Choices.avro(it.tracking());
    var valuation = Choices.avro(it.valuation());
    var standardCost = Decimals.optional(it.standardCost());
    var point = Decimals.optional(it.reorderPoint());
    var quantity = Decimals.optional(it.reorderQuantity());
    return switch (event.kind()) {
      case CREATED -> new ProductCreated(
          meta, operation, it.productId(), it.sku(), it.name(), it.description(), it.unit(), it.decimals(), tracking,
          valuation, standardCost, point, quantity, it.active(), it.attributes(), UnitMapping.avro(it.units()));
      case UPDATED -> new ProductUpdated(
          meta, operation, it.productId(), it.sku(), it.name(), it.description(), it.unit(), it.decimals(), tracking,
          valuation, standardCost, point, quantity, it.active(), it.attributes(), UnitMapping.avro(it.units()));
      case REORDER_POINT_SET -> new ReorderPointSet(meta, operation, it.productId(), point, quantity);
    };
  }

  private static SpecificRecord warehouse(RecordedEvent recorded, WarehouseChanged event) {
    Warehouse it = event.after();
    EventMeta meta = meta(recorded, "warehouse", it.warehouseId(), it.version());
    String operation = operationId(recorded);
    return event.created()
        ? new WarehouseCreated(meta, operation, it.warehouseId(), it.name(), it.active(), it.attributes())
        : new WarehouseUpdated(meta, operation, it.warehouseId(), it.name(), it.active(), it.attributes());
  }

  private static SpecificRecord location(RecordedEvent recorded, LocationChanged event) {
    Location it = event.after();
    EventMeta meta = meta(recorded, "location", it.warehouseId() + "/" + it.locationId(), it.version());
    String operation = operationId(recorded);
    return event.created()
        ? new LocationCreated(meta, operation, it.warehouseId(), it.locationId(), it.locationCode(), it.active(), it.walkOrder())
        : new LocationUpdated(meta, operation, it.warehouseId(), it.locationId(), it.locationCode(), it.active(), it.walkOrder());
  }

  private static SpecificRecord transfer(RecordedEvent recorded, TransferChanged event) {
    StockTransfer it = event.after();
    EventMeta meta = meta(recorded, "stock_transfer", it.transferId(), it.version());
    StockKey from = it.from();
    return event.locationId() == null
        ? new TransferSent(
            meta, operationId(recorded), it.transferId(), from.productId(), from.lot(), from.warehouseId(),
            from.locationId(), it.toWarehouseId(), Decimals.avro(it.sent()), it.reservationId(), it.reference())
        : new TransferReceived(
            meta, operationId(recorded), it.transferId(), from.productId(), event.locationId(),
            Decimals.avro(event.quantity()), Decimals.avro(it.inTransit()), Decimals.avro(it.missing()),
            Decimals.avro(it.surplus()));
  }

  /** Of an event that only an operation leads to. */
  static String operationId(RecordedEvent recorded) {
    return Objects.requireNonNull(recorded.operationId(), "an operation led to it");
  }

  private static EventMeta meta(RecordedEvent recorded, String aggregateType, String aggregateId, long version) {
    Cause cause = recorded.cause();
    return EventMeta.newBuilder()
        .setId(recorded.id().toString())
        .setType(EventTypes.of(recorded.event()))
        .setAggregateId(aggregateId)
        .setAggregateType(aggregateType)
        .setTenantId(cause.tenantId().toString())
        .setVersion(version)
        .setTimestamp(recorded.event().at())
        .setCorrelationId(cause.correlationId())
        .setCausationId(cause.id().toString())
        .setUserId(recorded.userId())
        .setMetadata(cause.metadata())
        .build();
  }
}
