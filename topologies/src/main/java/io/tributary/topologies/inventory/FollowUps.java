package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import io.tributary.topologies.inventory.InventoryCommand.FollowUp;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.KeptGoods.Hop;
import io.tributary.topologies.inventory.Reservation.Part;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Decides what processes ask for. */
final class FollowUps {
  private FollowUps() {}

  static List<InventoryEvent> decide(InventoryState state, FollowUp command, Instant time) {
    return switch (command) {
      case FollowUp.Keep keep -> keep(state, keep, time);
      case FollowUp.Follow follow -> OrderRules.follow(state, follow.orderId(), time);
      case FollowUp.Lapse lapse -> OrderRules.lapse(OrderRules.open(state, lapse.orderId()), time);
      case FollowUp.Miss miss -> goods(state, miss.reservationId(), time, (book, kept) ->
          KeptGoods.miss(book, kept, miss.parts(), miss.reason()));
      case FollowUp.Stage stage -> goods(state, stage.reservationId(), time, (book, kept) ->
          KeptGoods.stage(book, kept, stage.parts().stream().map(part -> hop(part, stage)).toList()));
      case FollowUp.Free free -> goods(state, free.reservationId(), time, (book, kept) ->
          KeptGoods.free(book, kept, free.waived(), free.parts()));
      case FollowUp.Deliver deliver -> goods(state, deliver.reservationId(), time, (book, kept) ->
          KeptGoods.deliver(book, kept, deliver.parts().stream()
              .map(part -> new Part(Totes.of(part.place(), deliver.orderId()), part.quantity()))
              .toList()));
    };
  }

  private static Hop hop(Part part, FollowUp.Stage stage) {
    StockKey tote = Totes.of(part.place(), stage.orderId());
    return stage.back()
        ? new Hop(tote, part.place(), part.quantity())
        : new Hop(part.place(), tote, part.quantity());
  }

  private static List<InventoryEvent> keep(InventoryState state, FollowUp.Keep keep, Instant time) {
    Order order = Objects.requireNonNull(state.find(new OrderKey(keep.orderId())), "who keeps exists");
    OrderLine line = order.line(keep.lineId()).orElseThrow();
    Reservation.Wish wish = new Reservation.Wish(
        order.orderId(), line.lineId(), line.warehouseId(), null, line.lot(), line.strategy(),
        order.terms().priority(), order.terms().promisedAt());
    try {
      StockBook book = new StockBook(state, line.productId(), time);
      Totals before = book.totals();
      ReservationRules.expire(book);
      ReservationRules.reserve(
          book, new Reserve(line.productId(), line.quantity(), wish, order.terms().partial(), null),
          line.reservationId());
      ReservationRules.fill(book);
      return book.events(before);
    } catch (RefusedException refused) {
      throw new RefusedException(refused.reason(), line.lineId());
    }
  }

  private static List<InventoryEvent> goods(
      InventoryState state, String reservationId, Instant time, BiConsumer<StockBook, Reservation> change) {
    Reservation kept = ReservationRules.open(state, reservationId);
    StockBook book = new StockBook(state, kept.productId(), time);
    Totals before = book.totals();
    change.accept(book, kept);
    ReservationRules.fill(book);
    return book.events(before);
  }
}
