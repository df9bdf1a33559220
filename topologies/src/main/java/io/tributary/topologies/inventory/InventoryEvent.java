package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.SkuKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in the inventory. An event carries the facts as they are since: folding is laying them over. */
public sealed interface InventoryEvent {
  Instant at();

  /** What it made of the facts. */
  List<FactChange> changes();

  /**
   * A product was created or changed.
   *
   * @param totals of its stock, where the change made it low or no longer low
   */
  record ProductChanged(Kind kind, @Nullable Product before, Product after, @Nullable Totals totals)
      implements InventoryEvent {
    public enum Kind {
      CREATED,
      UPDATED,
      REORDER_POINT_SET
    }

    @Override
    public Instant at() {
      return after.updatedAt();
    }

    @Override
    public List<FactChange> changes() {
      List<FactChange> changes = new ArrayList<>();
      changes.add(FactChange.of(after));
      if (before == null || !before.sku().equals(after.sku())) {
        if (before != null) {
          changes.add(new FactChange(new SkuKey(before.sku()), null));
        }
        changes.add(FactChange.of(new SkuClaim(after.sku(), after.productId())));
      }
      if (totals != null) {
        changes.add(FactChange.of(totals));
      }
      return changes;
    }
  }

  record WarehouseChanged(boolean created, Warehouse after) implements InventoryEvent {
    @Override
    public Instant at() {
      return after.updatedAt();
    }

    @Override
    public List<FactChange> changes() {
      return List.of(FactChange.of(after));
    }
  }

  record LocationChanged(boolean created, Location after) implements InventoryEvent {
    @Override
    public Instant at() {
      return after.updatedAt();
    }

    @Override
    public List<FactChange> changes() {
      return List.of(FactChange.of(after));
    }
  }

  record PolicySet(Policy after) implements InventoryEvent {
    @Override
    public Instant at() {
      return after.updatedAt();
    }

    @Override
    public List<FactChange> changes() {
      return List.of(FactChange.of(after));
    }
  }

  /** What belongs to the history of a product's stock. */
  sealed interface StockEvent extends InventoryEvent permits Moved, Adjusted, ReservationEvent, BecameLow, Revalued {
    /** What it changed, place by place; none twice. */
    List<StockChange> lines();

    /** The product's totals after it, with the version that it has. */
    Totals totals();

    @Override
    default Instant at() {
      return totals().updatedAt();
    }

    @Override
    default List<FactChange> changes() {
      List<FactChange> changes = new ArrayList<>();
      lines().forEach(line -> changes.add(FactChange.of(line.after())));
      changes.add(FactChange.of(totals()));
      Booked worth = worth();
      if (worth != null) {
        changes.add(FactChange.of(worth.entry()));
        changes.add(FactChange.of(worth.after()));
      }
      return changes;
    }

    /** What it did to the stock's value; null when no goods came or left. */
    default @Nullable Booked worth() {
      return null;
    }
  }

  /**
   * Goods came, left or went from place to place.
   *
   * @param quantity of the goods; negative only of a correction
   */
  record Moved(
      InventoryCommand.StockCommand by,
      BigDecimal quantity,
      List<StockChange> lines,
      Totals totals,
      @Nullable Booked worth)
      implements StockEvent {
    public Moved {
      lines = List.copyOf(lines);
    }
  }

  /** The inventory's own record of an adjustment; the movement before it did it. */
  record Adjusted(BigDecimal quantity, String reason, Totals totals) implements StockEvent {
    @Override
    public List<StockChange> lines() {
      return List.of();
    }
  }

  /** What concerns a reservation. */
  sealed interface ReservationEvent extends StockEvent {
    Reservation reservation();

    @Override
    default List<FactChange> changes() {
      List<FactChange> changes = new ArrayList<>(StockEvent.super.changes());
      changes.add(FactChange.of(reservation()));
      return changes;
    }
  }

  /** @param filled by the platform, of what the reservation waited for */
  record Reserved(Reservation reservation, boolean filled, List<StockChange> lines, Totals totals)
      implements ReservationEvent {
    public Reserved {
      lines = List.copyOf(lines);
    }
  }

  /**
   * @param quantity what was given back
   * @param expired because its time was over, not because anybody asked
   */
  record Released(
      Reservation reservation, BigDecimal quantity, boolean expired, List<StockChange> lines, Totals totals)
      implements ReservationEvent {
    public Released {
      lines = List.copyOf(lines);
    }
  }

  /** @param quantity what left */
  record Committed(
      Reservation reservation, BigDecimal quantity, List<StockChange> lines, Totals totals, @Nullable Booked worth)
      implements ReservationEvent {
    public Committed {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Goods that a reservation keeps went from place to place.
   *
   * @param quantity what went
   */
  record Staged(Reservation reservation, BigDecimal quantity, List<StockChange> lines, Totals totals)
      implements ReservationEvent {
    public Staged {
      lines = List.copyOf(lines);
    }
  }

  /** What is available fell to the reorder point. */
  record BecameLow(Product product, Totals totals) implements StockEvent {
    @Override
    public List<StockChange> lines() {
      return List.of();
    }
  }

  /**
   * Goods were sent to another warehouse, or came there.
   *
   * @param quantity what was sent or came, a surplus included
   * @param locationId where they came; null when they were sent
   */
  record TransferChanged(StockTransfer after, BigDecimal quantity, @Nullable String locationId)
      implements InventoryEvent {
    @Override
    public Instant at() {
      return after.updatedAt();
    }

    @Override
    public List<FactChange> changes() {
      return List.of(FactChange.of(after));
    }
  }

  /**
   * An order was placed, went on or gave something up.
   *
   * @param moves goods that left their stages
   * @param cause of what was given up; else that somebody asked, or stock came
   * @param reason that was given for it, or for what is missing
   */
  record OrderChanged(Kind kind, Order after, List<OrderMove> moves, Cause cause, @Nullable String reason)
      implements InventoryEvent {
    public enum Kind {
      PLACED,
      RESERVED,
      PICKED,
      MISSING,
      PACKED,
      SHIPPED,
      REDUCED,
      CANCELLED
    }

    /** Names are those of the schemas. Ordinals are part of the stored data: append only. */
    public enum Cause {
      REQUESTED,
      RESERVE_TIMEOUT,
      PICK_TIMEOUT
    }

    public OrderChanged {
      moves = List.copyOf(moves);
    }

    /** Of a shipment, which is the order's last. */
    Shipment shipment() {
      return after.shipments().getLast();
    }

    @Override
    public Instant at() {
      return after.updatedAt();
    }

    @Override
    public List<FactChange> changes() {
      return List.of(FactChange.of(after));
    }
  }

  /**
   * A command was refused by the state that it met; it keeps this outcome.
   *
   * @param subjectId what it is about
   * @param orderLineId the line of an order at fault
   */
  record Refused(
      Operation operation, Refusal reason, @Nullable String subjectId, @Nullable String orderLineId, Instant at)
      implements InventoryEvent {
    @Override
    public List<FactChange> changes() {
      return List.of();
    }
  }
}
