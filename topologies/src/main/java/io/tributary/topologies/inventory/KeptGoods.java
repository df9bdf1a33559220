package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryEvent.Committed;
import io.tributary.topologies.inventory.InventoryEvent.Moved;
import io.tributary.topologies.inventory.InventoryEvent.Released;
import io.tributary.topologies.inventory.InventoryEvent.Staged;
import io.tributary.topologies.inventory.Reservation.Part;
import io.tributary.topologies.inventory.Reservation.Status;
import io.tributary.topologies.inventory.StockBook.Effect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process does with the goods that a reservation keeps: with exactly the parts that it names. */
final class KeptGoods {
  private KeptGoods() {}

  /** Where goods go. */
  record Hop(StockKey from, StockKey to, BigDecimal quantity) {}

  /** Goods go to other places, and stay kept. */
  static void stage(StockBook book, Reservation before, List<Hop> hops) {
    List<Part> kept = before.parts();
    BigDecimal quantity = BigDecimal.ZERO;
    for (Hop hop : hops) {
      StockItem source = book.at(hop.from());
      book.add(hop.from(), hop.quantity().negate(), hop.quantity().negate());
      book.add(hop.to(), hop.quantity(), hop.quantity(), source.receivedAt(), source.expiresAt());
      kept = ReservationRules.merge(
          without(before, kept, List.of(new Part(hop.from(), hop.quantity()))),
          List.of(new Part(hop.to(), hop.quantity())));
      quantity = quantity.add(hop.quantity());
    }
    Reservation after = before.with(before.committed(), before.backordered(), kept, Status.ACTIVE, book.time());
    BigDecimal moved = Quantities.plain(quantity);
    book.close(Effect.NONE, (lines, totals) -> new Staged(after, moved, lines, totals));
  }

  /** Goods are kept no longer, and what waits is given up. */
  static void free(StockBook book, Reservation before, BigDecimal waived, List<Part> parts) {
    List<Part> left = without(before, before.parts(), parts);
    for (Part part : parts) {
      book.add(part.place(), BigDecimal.ZERO, part.quantity().negate());
    }
    BigDecimal backordered = Quantities.plain(before.backordered().subtract(waived));
    Status status = status(left, backordered, before.committed().signum() > 0 ? Status.COMMITTED : Status.RELEASED);
    Reservation after = before.with(before.committed(), backordered, left, status, book.time());
    book.close(
        Effect.backorder(waived.negate()),
        (lines, totals) -> new Released(after, Quantities.plain(sum(parts).add(waived)), false, lines, totals));
  }

  /** Goods are not there: they are written off, and others kept instead; from other places first, since the books err at these. */
  static void miss(StockBook book, Reservation before, List<Part> parts, String reason) {
    List<Part> left = without(before, before.parts(), parts);
    for (Part part : parts) {
      book.add(part.place(), BigDecimal.ZERO, part.quantity().negate());
    }
    BigDecimal missing = sum(parts);
    Reservation waits = before.with(
        before.committed(), Quantities.plain(before.backordered().add(missing)), left, Status.ACTIVE, book.time());
    book.close(Effect.backorder(missing), (lines, totals) -> new Released(waits, missing, false, lines, totals));
    for (Part part : parts) {
      BigDecimal change = part.quantity().negate();
      Adjust by = new Adjust(part.place(), change, reason, null, false);
      book.add(part.place(), change, BigDecimal.ZERO);
      book.close(Effect.NONE, null, (lines, totals, worth) -> new Moved(by, change, lines, totals, worth));
    }
    Set<StockKey> there = parts.stream().map(Part::place).collect(Collectors.toSet());
    ReservationRules.serve(book, waits, place -> !there.contains(place));
  }

  /** Goods leave. */
  static void deliver(StockBook book, Reservation before, List<Part> parts) {
    List<Part> left = without(before, before.parts(), parts);
    for (Part part : parts) {
      book.add(part.place(), part.quantity().negate(), part.quantity().negate());
    }
    BigDecimal quantity = sum(parts);
    Status status = status(left, before.backordered(), Status.COMMITTED);
    Reservation after = before.with(
        Quantities.plain(before.committed().add(quantity)), before.backordered(), left, status, book.time());
    book.close(
        Effect.SALE, null, (lines, totals, worth) -> new Committed(after, quantity, lines, totals, worth));
  }

  private static Status status(List<Part> left, BigDecimal backordered, Status ended) {
    return left.isEmpty() && backordered.signum() == 0 ? ended : Status.ACTIVE;
  }

  private static List<Part> without(Reservation reservation, List<Part> kept, List<Part> parts) {
    List<Part> left = new ArrayList<>(kept);
    for (Part part : parts) {
      int index = index(left, part.place());
      BigDecimal rest = index < 0
          ? part.quantity().negate()
          : Quantities.plain(left.get(index).quantity().subtract(part.quantity()));
      if (rest.signum() < 0) {
        throw new IllegalStateException(
            "reservation " + reservation.reservationId() + " keeps less at " + part.place() + " than goes from there");
      } else if (rest.signum() == 0) {
        left.remove(index);
      } else {
        left.set(index, new Part(part.place(), rest));
      }
    }
    return left;
  }

  private static int index(List<Part> parts, StockKey place) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).place().equals(place)) {
        return i;
      }
    }
    return -1;
  }

  private static BigDecimal sum(List<Part> parts) {
    return Quantities.plain(parts.stream().map(Part::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
