package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ReservationKey;
import io.tributary.topologies.inventory.InventoryCommand.Reserve;
import io.tributary.topologies.inventory.InventoryEvent.Committed;
import io.tributary.topologies.inventory.InventoryEvent.Released;
import io.tributary.topologies.inventory.InventoryEvent.Reserved;
import io.tributary.topologies.inventory.Reservation.Part;
import io.tributary.topologies.inventory.Reservation.Status;
import io.tributary.topologies.inventory.Reservation.Wish;
import io.tributary.topologies.inventory.StockBook.Effect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps stock for orders, and lets it go. */
final class ReservationRules {
  private static final Comparator<Reservation> WAITING = Comparator
      .comparingInt((Reservation one) -> -one.wish().priority())
      .thenComparing(one -> one.wish().promisedAt(), Comparator.nullsLast(Comparator.naturalOrder()))
      .thenComparing(Reservation::createdAt)
      .thenComparing(Reservation::reservationId);

  private static final Wish ANY = new Wish("", null, null, null, null, ReservationStrategy.FIFO, 0, null);

  private ReservationRules() {}

  static void reserve(StockBook book, Reserve command, String id) {
    if (!book.product().active()) {
      throw new RefusedException(Refusal.PRODUCT_INACTIVE);
    }
    known(book, command.wish());
    BigDecimal requested = Quantities.positive(book.product(), command.quantity());
    List<Part> parts = pick(book, command.wish(), requested);
    BigDecimal missing = requested.subtract(sum(parts));
    if (missing.signum() > 0 && !command.partial()) {
      StockKey place = overdrawn(book, command.wish()).orElseThrow(() -> new RefusedException(Refusal.INSUFFICIENT_STOCK));
      parts = merge(parts, List.of(new Part(place, missing)));
      missing = BigDecimal.ZERO;
    }
    keep(book, parts);
    Reservation made = new Reservation(
        id, command.productId(), command.wish(), requested, BigDecimal.ZERO, Quantities.plain(missing), parts,
        Status.ACTIVE, 1, book.time(), book.time(),
        command.timeout() == null ? null : book.time().plus(command.timeout()));
    book.close(Effect.backorder(missing), (lines, totals) -> new Reserved(made, false, lines, totals));
  }

  /** Gives back; what waits goes first, since nothing is kept for it. */
  static void release(StockBook book, Reservation before, @Nullable BigDecimal asked) {
    BigDecimal open = before.reserved().add(before.backordered());
    BigDecimal quantity = asked == null ? open : Quantities.positive(book.product(), asked);
    if (quantity.compareTo(open) > 0) {
      throw new RefusedException(Refusal.EXCEEDS_RESERVATION);
    }
    end(book, before, quantity, Status.RELEASED);
  }

  /** Releases the product's reservations that have expired. */
  static void expire(StockBook book) {
    for (Reservation due : book.state().due(book.product().productId(), book.time())) {
      expire(book, due);
    }
  }

  private static void expire(StockBook book, Reservation before) {
    end(book, before, before.reserved().add(before.backordered()), Status.EXPIRED);
  }

  /** Goods leave; what still waits is given up with the last of them. */
  static void commit(StockBook book, Reservation before, @Nullable BigDecimal asked) {
    BigDecimal kept = before.reserved();
    BigDecimal quantity = asked == null ? kept : Quantities.positive(book.product(), asked);
    if (quantity.compareTo(kept) > 0 || quantity.signum() == 0) {
      throw new RefusedException(Refusal.EXCEEDS_RESERVATION);
    }
    List<Part> left = new ArrayList<>();
    for (Part part : split(before.parts(), quantity, left)) {
      book.add(part.place(), part.quantity().negate(), part.quantity().negate());
    }
    boolean ended = asked == null || (left.isEmpty() && before.backordered().signum() == 0);
    BigDecimal backordered = ended ? BigDecimal.ZERO : before.backordered();
    Reservation after = before.with(
        Quantities.plain(before.committed().add(quantity)), backordered, left, ended ? Status.COMMITTED : Status.ACTIVE,
        book.time());
    book.close(
        Effect.sale(backordered.subtract(before.backordered())), null,
        (lines, totals, worth) -> new Committed(after, quantity, lines, totals, worth));
  }

  /** Serves who waits for the product from what is available now. */
  static void fill(StockBook book) {
    if (book.totals().backordered().signum() <= 0 || !book.state().available(book.product(), ANY, book.time()).hasNext()) {
      return;
    }
    List<Reservation> waiting = book.state().waiting(book.product().productId()).stream().sorted(WAITING).toList();
    for (Reservation one : waiting) {
      List<Part> parts = pick(book, one.wish(), one.backordered());
      BigDecimal found = sum(parts);
      if (found.signum() > 0) {
        keep(book, parts);
        Reservation after = one.with(
            one.committed(), Quantities.plain(one.backordered().subtract(found)), merge(one.parts(), parts),
            Status.ACTIVE, book.time());
        book.close(Effect.backorder(found.negate()), (lines, totals) -> new Reserved(after, true, lines, totals));
      }
    }
  }

  /** A reservation that is open. */
  static Reservation open(InventoryState state, String reservationId) {
    Reservation reservation = state.find(new ReservationKey(reservationId));
    if (reservation == null) {
      throw new RefusedException(Refusal.RESERVATION_NOT_FOUND);
    } else if (!reservation.active()) {
      throw new RefusedException(Refusal.RESERVATION_ENDED);
    }
    return reservation;
  }

  private static void end(StockBook book, Reservation before, BigDecimal quantity, Status status) {
    BigDecimal waived = before.backordered().min(quantity);
    List<Part> left = new ArrayList<>();
    for (Part part : split(before.parts(), quantity.subtract(waived), left)) {
      book.add(part.place(), BigDecimal.ZERO, part.quantity().negate());
    }
    BigDecimal backordered = Quantities.plain(before.backordered().subtract(waived));
    boolean ended = left.isEmpty() && backordered.signum() == 0;
    Status now = !ended ? Status.ACTIVE : before.committed().signum() > 0 ? Status.COMMITTED : status;
    Reservation after = before.with(before.committed(), backordered, left, now, book.time());
    book.close(
        Effect.backorder(waived.negate()), (lines, totals) -> new Released(after, quantity, status == Status.EXPIRED, lines, totals));
  }

  private static void known(StockBook book, Wish wish) {
    if (wish.lot() != null && book.product().tracking() == Tracking.NONE) {
      throw new RefusedException(Refusal.LOT_NOT_TRACKED);
    }
    if (wish.warehouseId() != null && wish.locationId() != null) {
      PlaceRules.location(book.state(), new LocationKey(wish.warehouseId(), wish.locationId()));
    } else if (wish.warehouseId() != null) {
      PlaceRules.warehouse(book.state(), wish.warehouseId());
    }
  }

  /** What there is for a wish, up to {@code wanted}, in the order of its strategy. */
  private static List<Part> pick(StockBook book, Wish wish, BigDecimal wanted) {
    List<Part> parts = new ArrayList<>();
    BigDecimal missing = wanted;
    Iterator<StockItem> items = book.state().available(book.product(), wish, book.time());
    while (missing.signum() > 0 && items.hasNext()) {
      StockItem item = items.next();
      BigDecimal taken = item.available().min(missing);
      parts.add(new Part(item.key(), taken));
      missing = missing.subtract(taken);
    }
    return parts;
  }

  /** Where a tenant that may reserve what is not there wants it: that must be one place. */
  private static Optional<StockKey> overdrawn(StockBook book, Wish wish) {
    boolean place = wish.warehouseId() != null && wish.locationId() != null
        && (wish.lot() != null || book.product().tracking() == Tracking.NONE);
    return book.mayOverdraw() && place
        ? Optional.of(new StockKey(
            book.product().productId(), wish.warehouseId(), wish.locationId(), wish.lot() == null ? "" : wish.lot()))
        : Optional.empty();
  }

  private static void keep(StockBook book, List<Part> parts) {
    parts.forEach(part -> book.add(part.place(), BigDecimal.ZERO, part.quantity()));
  }

  /** The first {@code quantity} of the parts; what is left of them goes to {@code left}. */
  private static List<Part> split(List<Part> parts, BigDecimal quantity, List<Part> left) {
    List<Part> first = new ArrayList<>();
    BigDecimal missing = quantity;
    for (Part part : parts) {
      BigDecimal taken = part.quantity().min(missing);
      missing = missing.subtract(taken);
      if (taken.signum() > 0) {
        first.add(new Part(part.place(), taken));
      }
      if (part.quantity().compareTo(taken) > 0) {
        left.add(new Part(part.place(), Quantities.plain(part.quantity().subtract(taken))));
      }
    }
    return first;
  }

  /** One part for each place. */
  static List<Part> merge(List<Part> parts, List<Part> more) {
    List<Part> merged = new ArrayList<>(parts);
    for (Part part : more) {
      int index = -1;
      for (int i = 0; i < merged.size(); i++) {
        index = merged.get(i).place().equals(part.place()) ? i : index;
      }
      if (index < 0) {
        merged.add(part);
      } else {
        merged.set(index, new Part(part.place(), Quantities.plain(merged.get(index).quantity().add(part.quantity()))));
      }
    }
    return merged;
  }

  private static BigDecimal sum(List<Part> parts) {
    return parts.stream().map(Part::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
