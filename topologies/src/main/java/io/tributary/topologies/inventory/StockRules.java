package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.InventoryCommand.Adjust;
import io.tributary.topologies.inventory.InventoryCommand.Issue;
import io.tributary.topologies.inventory.InventoryCommand.Receive;
import io.tributary.topologies.inventory.InventoryCommand.Recount;
import io.tributary.topologies.inventory.InventoryCommand.StockCommand;
import io.tributary.topologies.inventory.InventoryCommand.Transfer;
import io.tributary.topologies.inventory.InventoryEvent.Adjusted;
import io.tributary.topologies.inventory.InventoryEvent.Moved;
import io.tributary.topologies.inventory.StockBook.Effect;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What moves goods that no reservation keeps. */
final class StockRules {
  private StockRules() {}

  static void receive(StockBook book, Receive command) {
    if (!book.product().active()) {
      throw new RefusedException(Refusal.PRODUCT_INACTIVE);
    }
    PlaceRules.open(book.state(), command.place(), true);
    BigDecimal quantity = Quantities.positive(book.product(), command.quantity());
    bring(book, command.place(), quantity, book.occurredAt(), command.expiresAt());
    close(book, Effect.RECEIPT, command, quantity, command.unitCost());
  }

  static void transfer(StockBook book, Transfer command) {
    if (command.from().equals(command.to())) {
      throw new RefusedException(Refusal.SAME_LOCATION);
    }
    PlaceRules.open(book.state(), command.from(), false);
    PlaceRules.open(book.state(), command.to(), true);
    BigDecimal quantity = Quantities.positive(book.product(), command.quantity());
    StockItem source = book.at(command.from());
    lot(book.product(), command.from());
    book.take(command.from(), quantity);
    book.add(command.to(), quantity, BigDecimal.ZERO, source.receivedAt(), source.expiresAt());
    close(book, Effect.NONE, command, quantity, null);
  }

  static void issue(StockBook book, Issue command) {
    PlaceRules.open(book.state(), command.place(), false);
    BigDecimal quantity = Quantities.positive(book.product(), command.quantity());
    lot(book.product(), command.place());
    RevaluationRules.left(book, quantity);
    book.take(command.place(), quantity);
    close(book, Effect.SALE, command, quantity, null);
  }

  static void adjust(StockBook book, Adjust command) {
    BigDecimal quantity = Quantities.checked(book.product(), command.quantity());
    if (quantity.signum() == 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    correct(book, command.place(), quantity);
    close(book, Effect.NONE, command, quantity, command.unitCost());
    if (command.inventory()) {
      book.close(Effect.NONE, (none, totals) -> new Adjusted(quantity, command.reason(), totals));
    }
  }

  static void recount(StockBook book, Recount command) {
    BigDecimal counted = Quantities.checked(book.product(), command.counted());
    if (counted.signum() < 0) {
      throw new RefusedException(Refusal.QUANTITY_OUT_OF_RANGE);
    }
    BigDecimal difference = Quantities.plain(counted.subtract(book.at(command.place()).quantity()));
    correct(book, command.place(), difference);
    close(book, Effect.NONE, command, difference, null);
  }

  /** A correction is about what is there: it may find goods also where none may be brought. */
  private static void correct(StockBook book, StockKey place, BigDecimal difference) {
    PlaceRules.open(book.state(), place, false);
    if (difference.signum() < 0) {
      lot(book.product(), place);
      RevaluationRules.left(book, difference.negate());
      book.take(place, difference.negate());
    } else {
      bring(book, place, difference, book.occurredAt(), null);
    }
  }

  private static void bring(
      StockBook book, StockKey place, BigDecimal quantity, Instant receivedAt, @Nullable Instant expiresAt) {
    lot(book.product(), place);
    if (book.product().tracking() == Tracking.SERIAL && quantity.signum() > 0) {
      boolean elsewhere = book.state().lies(place.productId(), place.lot());
      if (elsewhere || quantity.compareTo(BigDecimal.ONE) != 0) {
        throw new RefusedException(elsewhere ? Refusal.SERIAL_TAKEN : Refusal.QUANTITY_OUT_OF_RANGE);
      }
    }
    book.add(place, quantity, BigDecimal.ZERO, receivedAt, expiresAt);
  }

  static void lot(Product product, StockKey place) {
    if (product.tracking() == Tracking.NONE && !place.lot().isEmpty()) {
      throw new RefusedException(Refusal.LOT_NOT_TRACKED);
    } else if (product.tracking() != Tracking.NONE && place.lot().isEmpty()) {
      throw new RefusedException(Refusal.LOT_REQUIRED);
    }
  }

  private static void close(
      StockBook book, Effect effect, StockCommand command, BigDecimal quantity, @Nullable BigDecimal unitCost) {
    book.close(effect, unitCost, (lines, totals, worth) -> new Moved(command, quantity, lines, totals, worth));
  }
}
