package io.tributary.topologies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.inventory.InventoryCommand.FollowUp;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Cause;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged.Kind;
import io.tributary.topologies.inventory.Reservation.Part;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Given an order: when a step happened, then these commands follow. */
class OrderFulfillmentSagaTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final StockKey HERE = new StockKey("p", "A", "1", "");
  private static final StockKey THERE = new StockKey("p", "B", "1", "");

  private final OrderFulfillmentSaga saga = new OrderFulfillmentSaga();

  @Test
  void placedEachLineIsKept() {
    assertThat(follow(Kind.PLACED)).containsExactly(new FollowUp.Keep("o", "1"), new FollowUp.Keep("o", "2"));
  }

  @Test
  void pickedAndShippedGoodsGoIntoTheToteAndOut() {
    assertThat(follow(Kind.PICKED, move(Stage.RESERVED, HERE, "2"), move(Stage.RESERVED, THERE, "1")))
        .containsExactly(new FollowUp.Stage("r1", "o", List.of(part(HERE, "2"), part(THERE, "1")), false));
    assertThat(follow(Kind.PACKED, move(Stage.PICKED, HERE, "2"))).as("nothing moves").isEmpty();
    assertThat(follow(Kind.SHIPPED, move(Stage.PACKED, HERE, "2")))
        .containsExactly(new FollowUp.Deliver("r1", "o", List.of(part(HERE, "2"))));
  }

  @Test
  void cancelledWhatIsInTheToteGoesBackBeforeItIsFree() {
    assertThat(follow(
        Kind.CANCELLED, move(Stage.WAITING, null, "4"), move(Stage.RESERVED, HERE, "1"), move(Stage.PICKED, HERE, "2"),
        move(Stage.PACKED, HERE, "3")))
        .containsExactly(
            new FollowUp.Stage("r1", "o", List.of(part(HERE, "5")), true),
            new FollowUp.Free("r1", new BigDecimal("4"), List.of(part(HERE, "6"))));
  }

  @Test
  void reducedNothingIsTakenBack() {
    assertThat(follow(Kind.REDUCED, move(Stage.WAITING, null, "4")))
        .containsExactly(new FollowUp.Free("r1", new BigDecimal("4"), List.of()));
  }

  private List<FollowUp> follow(Kind kind, OrderMove... moves) {
    Order order = new Order(
        "o", new Order.Terms(null, true, 0, null, null, null), List.of(line("1", "r1"), line("2", "r2")), List.of(),
        Order.Status.RESERVED, null, 3, NOW, NOW);
    return saga.react(
        new InventoryState(new NothingKnown()), new OrderChanged(kind, order, List.of(moves), Cause.REQUESTED, null));
  }

  private static OrderLine line(String id, String reservation) {
    return new OrderLine(
        id, "p", BigDecimal.TEN, null, null, ReservationStrategy.FIFO, reservation, BigDecimal.TEN, BigDecimal.ZERO,
        List.of());
  }

  private static OrderMove move(Stage from, @Nullable StockKey place, String quantity) {
    return new OrderMove("1", "p", from, place, new BigDecimal(quantity));
  }

  private static Part part(StockKey place, String quantity) {
    return new Part(place, new BigDecimal(quantity));
  }
}
