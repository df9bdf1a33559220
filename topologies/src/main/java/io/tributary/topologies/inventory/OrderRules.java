package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.FactKey.ReservationKey;
import io.tributary.topologies.inventory.InventoryCommand.CancelOrder;
import io.tributary.topologies.inventory.InventoryCommand.HandleOrder;
import io.tributary.topologies.inventory.InventoryCommand.PlaceOrder;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Cause;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Kind;
import io.tributary.topologies.kernel.EventIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to orders themselves; {@link OrderFulfillmentSaga} tells what follows for stock. */
final class OrderRules {
  private OrderRules() {}

  static InventoryEvent place(InventoryState state, PlaceOrder command, String newId, Instant time) {
    String id = Objects.requireNonNullElse(command.orderId(), newId);
    if (state.find(new OrderKey(id)) != null) {
      throw new RefusedException(Refusal.ORDER_EXISTS);
    }
    List<OrderLine> lines = new ArrayList<>();
    for (PlaceOrder.Item item : command.items()) {
      String reservation = EventIds.derive(UUID.fromString(newId), lines.size(), time).toString();
      BigDecimal quantity = Quantities.plain(inStockUnit(state, item));
      lines.add(new OrderLine(
          item.lineId(), item.productId(), quantity, item.warehouseId(), item.lot(), item.strategy(), reservation,
          quantity, BigDecimal.ZERO, List.of()));
    }
    Order.Terms terms = new Order.Terms(
        command.customerId(), command.partial(), command.priority(), command.promisedAt(),
        command.reserveWithin() == null ? null : time.plus(command.reserveWithin()), command.pickWithin());
    Order placed = new Order(id, terms, lines, List.of(), Order.status(lines), null, 1, time, time);
    return new OrderChanged(Kind.PLACED, placed, List.of(), Cause.REQUESTED, null);
  }

  private static BigDecimal inStockUnit(InventoryState state, PlaceOrder.Item item) {
    Product product = item.unit() == null ? null : state.find(new ProductKey(item.productId()));
    if (product == null) {
      // Of a product that is not there, reserving says so.
      return item.quantity();
    }
    try {
      return Units.inStockUnit(product, item.quantity(), item.unit());
    } catch (RefusedException refused) {
      throw new RefusedException(refused.reason(), item.lineId());
    }
  }

  /** Picks, packs or ships; ships from each warehouse by itself. */
  static List<InventoryEvent> handle(Order before, InventoryState state, HandleOrder command, Instant time) {
    OrderWork work = OrderWork.of(before, state, command);
    List<OrderMove> moves = work.moves();
    Kind kind = switch (command.to()) {
      case PICKED -> Kind.PICKED;
      case PACKED -> Kind.PACKED;
      case SHIPPED -> Kind.SHIPPED;
      case WAITING, RESERVED -> throw new IllegalArgumentException("no work leads to " + command.to());
    };
    if (kind != Kind.SHIPPED) {
      return worked(before, kind, work, command.reason(), time);
    }
    Map<String, List<OrderMove>> byWarehouse = new LinkedHashMap<>();
    for (OrderMove move : moves) {
      String warehouse = Objects.requireNonNull(move.place()).warehouseId();
      byWarehouse.computeIfAbsent(warehouse, none -> new ArrayList<>()).add(move);
    }
    List<InventoryEvent> shipped = new ArrayList<>();
    Order order = before;
    for (Map.Entry<String, List<OrderMove>> part : byWarehouse.entrySet()) {
      Shipment shipment = new Shipment(
          order.orderId() + "-" + (order.shipments().size() + 1), part.getKey(), command.carrier(),
          command.trackingNumber(), time);
      order = order.forward(part.getValue(), time).shipped(shipment);
      shipped.add(new OrderChanged(kind, order, part.getValue(), Cause.REQUESTED, null));
    }
    return shipped;
  }

  private static List<InventoryEvent> worked(
      Order before, Kind kind, OrderWork work, @Nullable String reason, Instant time) {
    List<InventoryEvent> events = new ArrayList<>();
    Order order = before;
    if (!work.moves().isEmpty()) {
      order = order.forward(work.moves(), time);
      events.add(new OrderChanged(kind, order, work.moves(), Cause.REQUESTED, null));
    }
    if (!work.missing().isEmpty()) {
      order = order.miss(work.missing(), time);
      events.add(new OrderChanged(Kind.MISSING, order, work.missing(), Cause.REQUESTED, reason));
    }
    return events;
  }

  static InventoryEvent cancel(Order before, CancelOrder command, Instant time) {
    List<OrderMove> moves = new ArrayList<>();
    for (Stage stage : List.of(Stage.WAITING, Stage.RESERVED, Stage.PICKED, Stage.PACKED)) {
      moves.addAll(all(before, stage));
    }
    return new OrderChanged(Kind.CANCELLED, before.giveUp(moves, time), moves, Cause.REQUESTED, command.reason());
  }

  /** Gives up what a deadline is over for by {@code time}; nothing when none is. */
  static List<InventoryEvent> lapse(Order before, Instant time) {
    List<InventoryEvent> events = new ArrayList<>();
    Order order = before;
    Instant reserveBy = order.terms().reserveBy();
    if (reserveBy != null && !reserveBy.isAfter(time) && order.has(Stage.WAITING)) {
      order = giveUp(order, Stage.WAITING, Cause.RESERVE_TIMEOUT, time, events);
    }
    Instant pickBy = order.pickBy();
    if (pickBy != null && !pickBy.isAfter(time) && order.has(Stage.RESERVED)) {
      giveUp(order, Stage.RESERVED, Cause.PICK_TIMEOUT, time, events);
    }
    return events;
  }

  private static Order giveUp(Order order, Stage stage, Cause cause, Instant time, List<InventoryEvent> events) {
    List<OrderMove> moves = all(order, stage);
    Order after = order.giveUp(moves, time);
    Kind kind = after.status().ended() ? Kind.CANCELLED : Kind.REDUCED;
    events.add(new OrderChanged(kind, after, moves, cause, null));
    return after;
  }

  /** Takes over what the reservations of lines that wait keep by now. */
  static List<InventoryEvent> follow(InventoryState state, String orderId, Instant time) {
    Order before = Objects.requireNonNull(state.find(new OrderKey(orderId)), "who follows exists");
    List<OrderMove> moves = new ArrayList<>();
    for (OrderLine line : before.lines()) {
      Reservation kept = line.has(Stage.WAITING) ? state.find(new ReservationKey(line.reservationId())) : null;
      if (kept != null) {
        for (Reservation.Part part : kept.parts()) {
          BigDecimal known = line.portions().stream()
              .filter(portion -> portion.place().equals(part.place()))
              .map(Portion::reserved)
              .findFirst().orElse(BigDecimal.ZERO);
          BigDecimal more = Quantities.plain(part.quantity().subtract(known));
          if (!Totes.holds(part.place()) && more.signum() > 0) {
            moves.add(new OrderMove(line.lineId(), line.productId(), Stage.WAITING, part.place(), more));
          }
        }
      }
    }
    return moves.isEmpty()
        ? List.of()
        : List.of(new OrderChanged(Kind.RESERVED, before.forward(moves, time), moves, Cause.REQUESTED, null));
  }

  /** An order that has not ended. */
  static Order open(InventoryState state, String orderId) {
    Order order = state.find(new OrderKey(orderId));
    if (order == null) {
      throw new RefusedException(Refusal.ORDER_NOT_FOUND);
    }
    return switch (order.status()) {
      case CANCELLED -> throw new RefusedException(Refusal.ORDER_ENDED);
      case SHIPPED -> throw new RefusedException(Refusal.ORDER_SHIPPED);
      case WAITING, RESERVED, PICKING, PICKED, PACKED, SHIPPING -> order;
    };
  }

  /** The order that keeps its goods by a reservation, if one does. */
  static boolean keeps(InventoryState state, Reservation reservation) {
    // An order's reservations are for its lines.
    boolean mayBe = reservation.wish().orderLineId() != null;
    Order order = mayBe ? state.find(new OrderKey(reservation.wish().orderId())) : null;
    return order != null && order.line(reservation.wish().orderLineId())
        .filter(line -> line.reservationId().equals(reservation.reservationId()))
        .isPresent();
  }

  /** All that an order has at a stage. */
  private static List<OrderMove> all(Order order, Stage stage) {
    List<OrderMove> moves = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      if (stage == Stage.WAITING && line.has(stage)) {
        moves.add(new OrderMove(line.lineId(), line.productId(), stage, null, line.waiting()));
      } else {
        line.portions().stream().filter(portion -> portion.at(stage).signum() > 0).forEach(portion -> moves.add(
            new OrderMove(line.lineId(), line.productId(), stage, portion.place(), portion.at(stage))));
      }
    }
    return moves;
  }
}
