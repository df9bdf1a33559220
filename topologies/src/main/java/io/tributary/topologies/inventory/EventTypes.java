package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryCommand.Recount;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.InventoryCommand.Transfer;

/** The dotted public types of events. */
final class EventTypes {
  private EventTypes() {}

  static String of(InventoryEvent event) {
    return switch (event) {
      case InventoryEvent.ProductChanged changed -> switch (changed.kind()) {
        case CREATED -> "product.created";
        case UPDATED -> "product.updated";
        case REORDER_POINT_SET -> "product.reorder_point_set";
      };
      case InventoryEvent.WarehouseChanged changed -> changed.created() ? "warehouse.created" : "warehouse.updated";
      case InventoryEvent.LocationChanged changed -> changed.created() ? "location.created" : "location.updated";
      case InventoryEvent.PolicySet set -> "inventory.policy_set";
      case InventoryEvent.Moved moved -> switch (moved.by()) {
        case Receive receive -> "goods.received";
        case Transfer transfer -> transfer.putAway() ? "items.put_away" : "stock.transferred";
        case Issue issue -> "stock.issued";
        case Adjust adjust -> "stock.adjusted";
        case Recount recount -> "stock.recounted";
        case Reserve reserve -> throw new IllegalStateException("a reservation moves nothing");
      };
      case InventoryEvent.Adjusted adjusted -> "inventory.adjusted";
      case InventoryEvent.Reserved reserved -> "stock.reserved";
      case InventoryEvent.Released released -> "reservation.released";
      case InventoryEvent.Committed committed -> "reservation.committed";
      case Revalued revalued -> "stock.revalued";
      case InventoryEvent.Staged staged -> "stock.transferred";
      case InventoryEvent.TransferChanged transfer ->
          transfer.locationId() == null ? "transfer.sent" : "transfer.received";
      case InventoryEvent.OrderChanged order -> switch (order.kind()) {
        case PLACED -> "order.placed";
        case RESERVED -> "order.reserved";
        case PICKED -> "items.picked";
        case MISSING -> "items.missing";
        case PACKED -> "order.packed";
        case SHIPPED -> "order.shipped";
        case REDUCED -> "order.reduced";
        case CANCELLED -> "order.cancelled";
      };
      case InventoryEvent.BecameLow low -> "stock.low";
      case InventoryEvent.Refused refused -> "inventory.refused";
    };
  }
}
