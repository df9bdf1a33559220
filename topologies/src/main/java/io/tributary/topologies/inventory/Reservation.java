package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ReservationKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stock that is kept for a line of an order.
 *
 * @param requested what was asked for
 * @param committed what has left
 * @param backordered what it still waits for
 * @param parts where the rest is kept
 */
public record Reservation(
    String reservationId,
    String productId,
    Wish wish,
    BigDecimal requested,
    BigDecimal committed,
    BigDecimal backordered,
    List<Part> parts,
    Status status,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt)
    implements Fact {
  /** Ordinals are part of the stored data: append only. */
  public enum Status {
    ACTIVE,
    RELEASED,
    COMMITTED,
    EXPIRED
  }

  /** Some of what is kept. */
  public record Part(StockKey place, BigDecimal quantity) {}

  /**
   * What it is for, and what it may be taken from.
   *
   * @param warehouseId null: any
   * @param locationId null: any
   * @param lot null: any
   * @param priority who waits is served by it, the highest first
   * @param promisedAt of equal priority the earliest first, none last
   */
  public record Wish(
      String orderId,
      @Nullable String orderLineId,
      @Nullable String warehouseId,
      @Nullable String locationId,
      @Nullable String lot,
      ReservationStrategy strategy,
      int priority,
      @Nullable Instant promisedAt) {
    boolean accepts(StockKey place) {
      return (warehouseId == null || warehouseId.equals(place.warehouseId()))
          && (locationId == null || locationId.equals(place.locationId()))
          && (lot == null || lot.equals(place.lot()));
    }
  }

  public Reservation {
    parts = List.copyOf(parts);
  }

  @Override
  public ReservationKey key() {
    return new ReservationKey(reservationId);
  }

  public boolean active() {
    return status == Status.ACTIVE;
  }

  /** What it keeps now. */
  public BigDecimal reserved() {
    return parts.stream().map(Part::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Reservation with(
      BigDecimal nowCommitted, BigDecimal nowBackordered, List<Part> nowParts, Status now, Instant time) {
    return new Reservation(
        reservationId, productId, wish, requested, nowCommitted, nowBackordered, nowParts, now, version + 1, createdAt,
        time, expiresAt);
  }
}
