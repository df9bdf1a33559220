package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import io.tributary.topologies.inventory.InventoryCommand.FollowUp;
import io.tributary.topologies.inventory.InventoryEvent.OrderChanged;
import io.tributary.topologies.inventory.InventoryEvent.Reserved;
import io.tributary.topologies.inventory.Reservation.Part;
import io.tributary.topologies.kernel.ProcessManager;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reserve, pick, pack, ship, and back (SPEC E7): what each step of an order means for the goods that its reservations keep, and
 * what becomes of it when stock comes for a line that waits. Its deadlines are {@link Order#dueAt()}.
 */
final class OrderFulfillmentSaga implements ProcessManager<InventoryState, InventoryEvent, FollowUp> {
  @Override
  public List<FollowUp> react(InventoryState state, InventoryEvent event) {
    return switch (event) {
      case OrderChanged changed -> order(changed);
      case Reserved reserved when OrderRules.keeps(state, reserved.reservation()) ->
          List.of(new FollowUp.Follow(reserved.reservation().wish().orderId()));
      default -> List.of();
    };
  }

  private static List<FollowUp> order(OrderChanged event) {
    Order order = event.after();
    return switch (event.kind()) {
      case PLACED -> order.lines().stream()
          .map(line -> (FollowUp) new FollowUp.Keep(order.orderId(), line.lineId()))
          .toList();
      case RESERVED, PACKED -> List.of();
      case MISSING -> {
        String reason = Objects.requireNonNull(event.reason(), "told with what is missing");
        List<FollowUp> follow = new ArrayList<>();
        byReservation(event).forEach((reservation, moves) ->
            follow.add(new FollowUp.Miss(reservation, parts(moves), reason)));
        // What was found elsewhere goes on before a deadline that is over is looked at.
        follow.add(new FollowUp.Follow(order.orderId()));
        follow.add(new FollowUp.Lapse(order.orderId()));
        yield follow;
      }
      case PICKED -> {
        List<FollowUp> follow = new ArrayList<>();
        byReservation(event).forEach((reservation, moves) ->
            follow.add(new FollowUp.Stage(reservation, order.orderId(), parts(moves), false)));
        yield follow;
      }
      case SHIPPED -> {
        List<FollowUp> follow = new ArrayList<>();
        byReservation(event).forEach((reservation, moves) ->
            follow.add(new FollowUp.Deliver(reservation, order.orderId(), parts(moves))));
        yield follow;
      }
      case REDUCED, CANCELLED -> {
        List<FollowUp> follow = new ArrayList<>();
        byReservation(event).forEach((reservation, moves) -> giveBack(order, reservation, moves, follow));
        yield follow;
      }
    };
  }

  /** Picked goods go back to their places before they are kept no longer. */
  private static void giveBack(Order order, String reservation, List<OrderMove> moves, List<FollowUp> follow) {
    List<OrderMove> taken = moves.stream()
        .filter(move -> move.from() == Stage.PICKED || move.from() == Stage.PACKED)
        .toList();
    if (!taken.isEmpty()) {
      follow.add(new FollowUp.Stage(reservation, order.orderId(), parts(taken), true));
    }
    BigDecimal waived = moves.stream()
        .filter(move -> move.from() == Stage.WAITING)
        .map(OrderMove::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    follow.add(new FollowUp.Free(
        reservation, waived, parts(moves.stream().filter(move -> move.from() != Stage.WAITING).toList())));
  }

  private static Map<String, List<OrderMove>> byReservation(OrderChanged event) {
    Map<String, String> reservations = new LinkedHashMap<>();
    event.after().lines().forEach(line -> reservations.put(line.lineId(), line.reservationId()));
    Map<String, List<OrderMove>> moves = new LinkedHashMap<>();
    for (OrderMove move : event.moves()) {
      String reservation = Objects.requireNonNull(reservations.get(move.lineId()), "moves are of the order's lines");
      moves.computeIfAbsent(reservation, none -> new ArrayList<>()).add(move);
    }
    return moves;
  }

  /** One part for each place. */
  private static List<Part> parts(List<OrderMove> moves) {
    List<Part> parts = new ArrayList<>();
    for (OrderMove move : moves) {
      parts = ReservationRules.merge(parts, List.of(new Part(Objects.requireNonNull(move.place()), move.quantity())));
    }
    return parts;
  }
}
