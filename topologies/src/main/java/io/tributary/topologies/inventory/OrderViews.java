package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.kernel.Rows;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Orders' steps, the lists that they stand in, and the queues of warehouses. Their facts' rows hold the orders themselves. */
final class OrderViews {
  private OrderViews() {}

  /** Before the order's own row is written: what that says is what is no longer so. */
  static void apply(RecordedEvent recorded, OrderChanged event, Rows views) {
    UUID tenantId = recorded.cause().tenantId();
    Order after = event.after();
    Bytes row = InventoryRows.fact(tenantId, after.key());
    byte[] stored = views.get(row);
    Order before = stored == null ? null : FactCodec.order(stored);
    views.put(
        InventoryRows.orderStep(tenantId, after.orderId(), after.version()), OrderSteps.encode(OrderSteps.of(recorded, event)));
    if (before == null) {
      views.put(InventoryRows.listed(tenantId, after), row.get());
      views.put(InventoryRows.unfinished(tenantId, after), row.get());
      String customer = after.terms().customerId();
      if (customer != null) {
        views.put(InventoryRows.customers(tenantId, customer, after), row.get());
      }
    } else if (after.status().ended()) {
      views.delete(InventoryRows.unfinished(tenantId, after));
    }
    queue(
        warehouses(before, Stage.RESERVED), warehouses(after, Stage.RESERVED), row, views,
        warehouse -> InventoryRows.toPick(tenantId, warehouse, after));
    queue(
        warehouses(before, Stage.PICKED, Stage.PACKED), warehouses(after, Stage.PICKED, Stage.PACKED), row, views,
        warehouse -> InventoryRows.toShip(tenantId, warehouse, after));
  }

  private static void queue(
      Set<String> before, Set<String> after, Bytes order, Rows views, Function<String, Bytes> place) {
    before.stream().filter(warehouse -> !after.contains(warehouse))
        .forEach(warehouse -> views.delete(place.apply(warehouse)));
    after.stream().filter(warehouse -> !before.contains(warehouse))
        .forEach(warehouse -> views.put(place.apply(warehouse), order.get()));
  }

  /** Where an order has goods at one of the stages. */
  private static Set<String> warehouses(@Nullable Order order, Stage... stages) {
    Set<String> warehouses = new TreeSet<>();
    if (order != null) {
      for (OrderLine line : order.lines()) {
        for (Portion portion : line.portions()) {
          if (Arrays.stream(stages).anyMatch(stage -> portion.at(stage).signum() > 0)) {
            warehouses.add(portion.place().warehouseId());
          }
        }
      }
    }
    return warehouses;
  }
}
