package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order. Its quantity is what waits, what its portions have at any stage, and what was given up: always.
 *
 * @param warehouseId where it may be taken from; null: anywhere
 * @param lot or serial number; null: any
 * @param reservationId of what keeps its goods
 * @param waiting what is not reserved yet
 * @param cancelled what was given up
 */
public record OrderLine(
    String lineId,
    String productId,
    BigDecimal quantity,
    @Nullable String warehouseId,
    @Nullable String lot,
    ReservationStrategy strategy,
    String reservationId,
    BigDecimal waiting,
    BigDecimal cancelled,
    List<Portion> portions) {
  public OrderLine {
    portions = List.copyOf(portions);
  }

  /** What is at a stage, over all places. */
  public BigDecimal at(Stage stage) {
    return stage == Stage.WAITING
        ? waiting
        : portions.stream().map(portion -> portion.at(stage)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  boolean has(Stage stage) {
    return at(stage).signum() > 0;
  }

  /** Goods go on to the stage behind their own; where from nothing, they begin. */
  OrderLine forward(OrderMove move) {
    Stage to = Stage.values()[move.from().ordinal() + 1];
    OrderLine less = without(move);
    return less.with(less.portion(move.place()).plus(to, move.quantity()), to);
  }

  /** Goods are given up at their stage. */
  OrderLine giveUp(OrderMove move) {
    OrderLine less = without(move);
    return new OrderLine(
        lineId, productId, quantity, warehouseId, lot, strategy, reservationId, less.waiting,
        Quantities.plain(cancelled.add(move.quantity())),
        less.portions.stream().filter(portion -> !portion.isEmpty()).toList());
  }

  /** Goods are not where they were reserved: the line waits for others. */
  OrderLine miss(OrderMove move) {
    OrderLine less = without(move);
    return new OrderLine(
        lineId, productId, quantity, warehouseId, lot, strategy, reservationId,
        Quantities.plain(waiting.add(move.quantity())), cancelled,
        less.portions.stream().filter(portion -> !portion.isEmpty()).toList());
  }

  private OrderLine without(OrderMove move) {
    if (move.from() == Stage.WAITING) {
      return new OrderLine(
          lineId, productId, quantity, warehouseId, lot, strategy, reservationId,
          Quantities.plain(waiting.subtract(move.quantity())), cancelled, portions);
    }
    return with(portion(move.place()).plus(move.from(), move.quantity().negate()), move.from());
  }

  private Portion portion(@Nullable StockKey place) {
    if (place == null) {
      throw new IllegalArgumentException("only what waits lies nowhere");
    }
    return portions.stream().filter(one -> one.place().equals(place)).findFirst().orElse(Portion.none(place));
  }

  private OrderLine with(Portion changed, Stage stage) {
    if (changed.at(stage).signum() < 0) {
      throw new IllegalStateException("line " + lineId + " has less at " + stage + " than goes from there");
    }
    List<Portion> more = new ArrayList<>();
    boolean known = false;
    for (Portion portion : portions) {
      known |= portion.place().equals(changed.place());
      more.add(portion.place().equals(changed.place()) ? changed : portion);
    }
    if (!known) {
      more.add(changed);
    }
    return new OrderLine(
        lineId, productId, quantity, warehouseId, lot, strategy, reservationId, waiting, cancelled, more);
  }
}
