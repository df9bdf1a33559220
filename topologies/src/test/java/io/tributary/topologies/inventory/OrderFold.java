package io.tributary.topologies.inventory;

import static io.tributary.topologies.inventory.InventoryDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.inventory.ItemsMissing;
import io.tributary.inventory.ItemsPicked;
import io.tributary.inventory.OrderCancelled;
import io.tributary.inventory.OrderPacked;
import io.tributary.inventory.OrderPlaced;
import io.tributary.inventory.OrderReduced;
import io.tributary.inventory.OrderReserved;
import io.tributary.inventory.OrderShipped;
import io.tributary.inventory.OrderStage;
import io.tributary.topologies.kernel.PublicEvents;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Folds orders from nothing but the moves of public events, as any consumer could. */
final class OrderFold {
  private final InventoryDesk desk;
  private final Map<String, Map<String, Map<OrderStage, BigDecimal>>> orders = new LinkedHashMap<>();
  private final Map<String, BigDecimal> ordered = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Set<String> kinds = new TreeSet<>();
  private int folded;

  OrderFold(InventoryDesk desk) {
    this.desk = desk;
  }

  Set<String> kinds() {
    return kinds;
  }

  Set<String> ids() {
    return orders.keySet();
  }

  void check() {
    for (; folded < desk.events.size(); folded++) {
      SpecificRecord event = desk.events.get(folded);
      var meta = PublicEvents.meta(event);
      if (meta.getAggregateType().equals("order")) {
        long version = versions.merge(meta.getAggregateId(), 1L, Long::sum);
        assertThat(meta.getVersion()).as("versions without a gap").isEqualTo(version);
        kinds.add(event.getSchema().getName());
        apply(event);
      }
    }
  }

  private void apply(SpecificRecord event) {
    switch (event) {
      case OrderPlaced it -> it.getLines().forEach(line -> {
        Map<OrderStage, BigDecimal> stages = new EnumMap<>(OrderStage.class);
        stages.put(OrderStage.WAITING, line.getQuantity());
        orders.computeIfAbsent(it.getOrderId(), id -> new LinkedHashMap<>()).put(line.getLineId(), stages);
        ordered.put(it.getOrderId() + "/" + line.getLineId(), line.getQuantity());
      });
      case OrderReserved it -> move(it.getOrderId(), it.getMoves(), OrderStage.RESERVED);
      case ItemsPicked it -> move(it.getOrderId(), it.getMoves(), OrderStage.PICKED);
      case ItemsMissing it -> move(it.getOrderId(), it.getMoves(), OrderStage.WAITING);
      case OrderPacked it -> move(it.getOrderId(), it.getMoves(), OrderStage.PACKED);
      case OrderShipped it -> move(it.getOrderId(), it.getMoves(), OrderStage.SHIPPED);
      case OrderReduced it -> move(it.getOrderId(), it.getMoves(), null);
      case OrderCancelled it -> move(it.getOrderId(), it.getMoves(), null);
      default -> throw new AssertionError("unknown event of an order: " + event);
    }
  }

  /** @param to null: given up, kept under UNKNOWN here */
  private void move(String orderId, List<io.tributary.inventory.OrderMove> moves, @Nullable OrderStage to) {
    for (var move : moves) {
      Map<OrderStage, BigDecimal> stages = orders.get(orderId).get(move.getLineId());
      BigDecimal left = stages.merge(move.getFrom(), move.getQuantity().negate(), BigDecimal::add);
      assertThat(left).as("%s of %s at %s", move.getLineId(), orderId, move.getFrom()).isNotNegative();
      stages.merge(to == null ? OrderStage.UNKNOWN : to, move.getQuantity(), BigDecimal::add);
    }
  }

  /** The rows for readers say what was folded; reservations and totes hold what the orders say. */
  void checkRows() {
    orders.forEach((id, lines) -> {
      Order order = desk.driver.ask(new OrderQuery(TENANT, id)).orElseThrow();
      assertThat(order.version()).isEqualTo(versions.get(id));
      assertThat(order.status()).isEqualTo(Order.status(order.lines()));
      for (OrderLine line : order.lines()) {
        Map<OrderStage, BigDecimal> stages = lines.get(line.lineId());
        BigDecimal sum = line.cancelled();
        for (Stage stage : Stage.values()) {
          sum = sum.add(line.at(stage));
          assertThat(line.at(stage)).as("%s of %s at %s", line.lineId(), id, stage)
              .isEqualByComparingTo(stages.getOrDefault(OrderStage.valueOf(stage.name()), BigDecimal.ZERO));
        }
        assertThat(sum).as("a line conserves its quantity").isEqualByComparingTo(ordered.get(id + "/" + line.lineId()));
        kept(order, line);
      }
    });
  }

  private void kept(Order order, OrderLine line) {
    Reservation reservation = desk.driver.ask(new ReservationQuery(TENANT, line.reservationId())).orElseThrow();
    Map<StockKey, BigDecimal> expected = new HashMap<>();
    for (Portion portion : line.portions()) {
      expected.merge(portion.place(), portion.reserved(), BigDecimal::add);
      expected.merge(
          Totes.of(portion.place(), order.orderId()), portion.picked().add(portion.packed()), BigDecimal::add);
    }
    expected.values().removeIf(quantity -> quantity.signum() == 0);
    expected.replaceAll((place, quantity) -> Quantities.plain(quantity));
    Map<StockKey, BigDecimal> kept = new HashMap<>();
    reservation.parts().forEach(part -> kept.merge(part.place(), Quantities.plain(part.quantity()), BigDecimal::add));
    assertThat(kept).as("what the reservation of %s keeps", line).isEqualTo(expected);
    assertThat(reservation.backordered()).isEqualByComparingTo(line.waiting());
    assertThat(reservation.committed()).isEqualByComparingTo(line.at(Stage.SHIPPED));
    assertThat(reservation.active()).isEqualTo(!expected.isEmpty() || line.waiting().signum() > 0);
  }
}
