package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.TransferKey;
import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.ReceiveTransfer;
import io.tributary.topologies.inventory.InventoryCommand.SendTransfer;
import io.tributary.topologies.inventory.InventoryEvent.Moved;
import io.tributary.topologies.inventory.InventoryEvent.Reserved;
import io.tributary.topologies.inventory.InventoryEvent.TransferChanged;
import io.tributary.topologies.inventory.KeptGoods.Hop;
import io.tributary.topologies.inventory.Reservation.Part;
import io.tributary.topologies.inventory.Reservation.Status;
import io.tributary.topologies.inventory.Reservation.Wish;
import io.tributary.topologies.inventory.StockBook.Effect;
import io.tributary.topologies.kernel.EventIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Goods on their way between warehouses. They lie at a place of the transfer's own in the warehouse that they go to, kept by a
 * reservation, so that nobody else is promised them; what arrives is free at once, and serves who waits.
 */
final class TransferRules {
  private TransferRules() {}

  static List<InventoryEvent> send(InventoryState state, SendTransfer command, String newId, Instant time) {
    String id = Objects.requireNonNullElse(command.transferId(), newId);
    StockKey from = command.from();
    if (state.find(new TransferKey(id)) != null) {
      throw new RefusedException(Refusal.TRANSFER_EXISTS);
    } else if (from.warehouseId().equals(command.toWarehouseId())) {
      throw new RefusedException(Refusal.SAME_LOCATION);
    } else if (!PlaceRules.warehouse(state, command.toWarehouseId()).active()) {
      throw new RefusedException(Refusal.WAREHOUSE_INACTIVE);
    }
    PlaceRules.open(state, from, false);
    StockBook book = new StockBook(state, from.productId(), time);
    Totals before = book.totals();
    ReservationRules.expire(book);
    StockRules.lot(book.product(), from);
    BigDecimal quantity = Quantities.positive(book.product(), command.quantity());
    StockItem item = book.at(from);
    if (item.available().compareTo(quantity) < 0) {
      throw new RefusedException(
          item.quantity().compareTo(quantity) < 0 ? Refusal.INSUFFICIENT_STOCK : Refusal.STOCK_RESERVED);
    }
    String reservation = EventIds.derive(UUID.fromString(newId), 0, time).toString();
    StockTransfer sent = new StockTransfer(
        id, from, command.toWarehouseId(), quantity, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, reservation,
        command.reference(), 1, time, time);
    Reservation kept = keep(book, sent);
    KeptGoods.stage(book, kept, List.of(new Hop(from, Totes.transit(sent), quantity)));
    return with(new TransferChanged(sent, quantity, null), book, before);
  }

  static List<InventoryEvent> receive(InventoryState state, ReceiveTransfer command, Instant time) {
    StockTransfer before = open(state, command.transferId());
    StockKey goal = before.from().at(before.toWarehouseId(), command.locationId());
    PlaceRules.open(state, goal, true);
    StockBook book = new StockBook(state, goal.productId(), time);
    Totals totals = book.totals();
    ReservationRules.expire(book);
    BigDecimal came = command.quantity() == null
        ? before.inTransit()
        : Quantities.checked(book.product(), command.quantity());
    BigDecimal arrived = came.min(before.inTransit());
    BigDecimal surplus = Quantities.plain(came.subtract(arrived));
    BigDecimal missing = command.complete() ? Quantities.plain(before.inTransit().subtract(arrived)) : BigDecimal.ZERO;
    if (came.signum() < 0 || arrived.signum() + missing.signum() == 0
        || (surplus.signum() > 0 && book.product().tracking() == Tracking.SERIAL)) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    StockTransfer after = before.received(arrived, missing, surplus, time);
    arrive(book, before, goal, arrived);
    lose(book, before, missing);
    if (surplus.signum() > 0) {
      book.add(goal, surplus, BigDecimal.ZERO);
      adjusted(book, new Adjust(goal, surplus, "surplus of transfer " + before.transferId(), null, false));
    }
    return with(new TransferChanged(after, came, command.locationId()), book, totals);
  }

  static StockTransfer open(InventoryState state, String transferId) {
    StockTransfer transfer = state.find(new TransferKey(transferId));
    if (transfer == null) {
      throw new RefusedException(Refusal.TRANSFER_NOT_FOUND);
    } else if (transfer.inTransit().signum() == 0) {
      throw new RefusedException(Refusal.TRANSFER_ENDED);
    }
    return transfer;
  }

  /** Whether a reservation is of goods on their way. */
  static boolean keeps(InventoryState state, Reservation reservation) {
    String orderId = reservation.wish().orderId();
    StockTransfer transfer =
        orderId.startsWith(Totes.TRANSIT) ? state.find(new TransferKey(orderId.substring(Totes.TRANSIT.length()))) : null;
    return transfer != null && transfer.reservationId().equals(reservation.reservationId());
  }

  private static Reservation keep(StockBook book, StockTransfer sent) {
    StockKey from = sent.from();
    Wish wish = new Wish(
        Totes.transit(sent).locationId(), null, from.warehouseId(), from.locationId(),
        from.lot().isEmpty() ? null : from.lot(), ReservationStrategy.FIFO, 0, null);
    Reservation kept = new Reservation(
        sent.reservationId(), from.productId(), wish, sent.sent(), BigDecimal.ZERO, BigDecimal.ZERO,
        List.of(new Part(from, sent.sent())), Status.ACTIVE, 1, book.time(), book.time(), null);
    book.add(from, BigDecimal.ZERO, sent.sent());
    book.close(Effect.NONE, (lines, totals) -> new Reserved(kept, false, lines, totals));
    return kept;
  }

  private static void arrive(StockBook book, StockTransfer transfer, StockKey goal, BigDecimal quantity) {
    if (quantity.signum() > 0) {
      KeptGoods.stage(book, kept(book, transfer), List.of(new Hop(Totes.transit(transfer), goal, quantity)));
      KeptGoods.free(book, kept(book, transfer), BigDecimal.ZERO, List.of(new Part(goal, quantity)));
    }
  }

  private static void lose(StockBook book, StockTransfer transfer, BigDecimal quantity) {
    if (quantity.signum() > 0) {
      StockKey transit = Totes.transit(transfer);
      KeptGoods.free(book, kept(book, transfer), BigDecimal.ZERO, List.of(new Part(transit, quantity)));
      book.add(transit, quantity.negate(), BigDecimal.ZERO);
      adjusted(book, new Adjust(transit, quantity.negate(), "missing of transfer " + transfer.transferId(), null, false));
    }
  }

  private static void adjusted(StockBook book, Adjust by) {
    book.close(
        Effect.NONE, null, (lines, totals, worth) -> new Moved(by, Quantities.plain(by.quantity()), lines, totals, worth));
  }

  private static Reservation kept(StockBook book, StockTransfer transfer) {
    return ReservationRules.open(book.state(), transfer.reservationId());
  }

  private static List<InventoryEvent> with(TransferChanged changed, StockBook book, Totals before) {
    ReservationRules.fill(book);
    List<InventoryEvent> events = new ArrayList<>();
    events.add(changed);
    events.addAll(book.events(before));
    return events;
  }
}
