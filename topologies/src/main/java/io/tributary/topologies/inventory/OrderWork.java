package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ProductKey;
import io.tributary.topologies.inventory.InventoryCommand.HandleOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which goods of an order a command about its work means.
 *
 * @param moves what goes on to the next stage
 * @param missing what was reserved and is not there
 */
record OrderWork(List<OrderMove> moves, List<OrderMove> missing) {
  OrderWork {
    moves = List.copyOf(moves);
    missing = List.copyOf(missing);
  }

  static OrderWork of(Order order, InventoryState state, HandleOrder command) {
    List<OrderMove> moves = new ArrayList<>();
    List<OrderMove> missing = new ArrayList<>();
    if (command.some().isEmpty()) {
      order.lines().forEach(line -> moves.addAll(all(line, command)));
    }
    for (HandleOrder.Some some : command.some()) {
      OrderLine line = order.line(some.lineId())
          .orElseThrow(() -> new RefusedException(Refusal.ORDER_LINE_NOT_FOUND, some.lineId()));
      try {
        choose(state, line, command, some, moves, missing);
      } catch (RefusedException refused) {
        throw new RefusedException(refused.reason(), line.lineId());
      }
    }
    if (moves.isEmpty() && missing.isEmpty()) {
      throw new RefusedException(Refusal.ORDER_NOT_READY);
    }
    return new OrderWork(moves, missing);
  }

  /** Along the line's places: first what is there, then what is not. */
  private static void choose(
      InventoryState state, OrderLine line, HandleOrder command, HandleOrder.Some some, List<OrderMove> moves,
      List<OrderMove> missing) {
    Product product = Objects.requireNonNull(state.find(new ProductKey(line.productId())), "products stay");
    List<OrderMove> there = all(line, command).stream().filter(move -> some.accepts(move.place())).toList();
    BigDecimal found = there.stream().map(OrderMove::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal lost = some.missing() == null
        ? BigDecimal.ZERO
        : Quantities.positive(product, Units.inStockUnit(product, some.missing(), some.unit()));
    BigDecimal taken = some.quantity() == null
        ? found.subtract(lost)
        : Quantities.checked(product, Units.inStockUnit(product, some.quantity(), some.unit()));
    if (there.isEmpty()) {
      throw new RefusedException(Refusal.ORDER_NOT_READY);
    } else if (taken.signum() < 0 || found.compareTo(taken.add(lost)) < 0) {
      throw new RefusedException(Refusal.EXCEEDS_ORDER_LINE);
    } else if (taken.add(lost).signum() == 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    for (OrderMove all : there) {
      BigDecimal first = all.quantity().min(taken);
      BigDecimal then = all.quantity().subtract(first).min(lost);
      taken = taken.subtract(first);
      lost = lost.subtract(then);
      add(all, first, moves);
      add(all, then, missing);
    }
  }

  private static void add(OrderMove all, BigDecimal quantity, List<OrderMove> moves) {
    if (quantity.signum() > 0) {
      moves.add(new OrderMove(all.lineId(), all.productId(), all.from(), all.place(), Quantities.plain(quantity)));
    }
  }

  /** What a line has at the stage before, where the command looks. */
  private static List<OrderMove> all(OrderLine line, HandleOrder command) {
    Stage from = command.to().before();
    return line.portions().stream()
        .filter(portion -> portion.at(from).signum() > 0)
        .filter(portion -> command.warehouseId() == null || command.warehouseId().equals(portion.place().warehouseId()))
        .map(portion -> new OrderMove(
            line.lineId(), line.productId(), from, portion.place(), Quantities.plain(portion.at(from))))
        .toList();
  }
}
