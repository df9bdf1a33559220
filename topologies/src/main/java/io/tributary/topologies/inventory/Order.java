package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.OrderKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order for goods, and how far it is.
 *
 * @param pickBy when what is not picked is given up; known once nothing waits any more
 */
public record Order(
    String orderId,
    Terms terms,
    List<OrderLine> lines,
    List<Shipment> shipments,
    Status status,
    @Nullable Instant pickBy,
    long version,
    Instant createdAt,
    Instant updatedAt)
    implements Fact {
  /** Ordinals are part of the stored data: append only. */
  public enum Status {
    /** Some of it waits for stock, and nothing is picked. */
    WAITING,
    /** All of it is reserved. */
    RESERVED,
    /** Some of it is picked. */
    PICKING,
    /** All of it is picked. */
    PICKED,
    /** All of it is packed. */
    PACKED,
    /** Some of it has left. */
    SHIPPING,
    /** All of it has left, but what was given up. */
    SHIPPED,
    /** All of it was given up. */
    CANCELLED;

    public boolean ended() {
      return this == SHIPPED || this == CANCELLED;
    }
  }

  /**
   * What it was placed with.
   *
   * @param partial whether it may wait for some of its goods
   * @param reserveBy when what still waits is given up; null: never
   * @param pickWithin how long after all was reserved what is not picked is given up; null: never
   */
  public record Terms(
      @Nullable String customerId,
      boolean partial,
      int priority,
      @Nullable Instant promisedAt,
      @Nullable Instant reserveBy,
      @Nullable Duration pickWithin) {}

  public Order {
    lines = List.copyOf(lines);
    shipments = List.copyOf(shipments);
  }

  @Override
  public OrderKey key() {
    return new OrderKey(orderId);
  }

  Optional<OrderLine> line(@Nullable String lineId) {
    return lines.stream().filter(line -> line.lineId().equals(lineId)).findFirst();
  }

  boolean has(Stage stage) {
    return lines.stream().anyMatch(line -> line.has(stage));
  }

  /** When the next of its deadlines is; null: there is none. */
  @Nullable Instant dueAt() {
    Instant reserve = has(Stage.WAITING) ? terms.reserveBy() : null;
    Instant pick = has(Stage.RESERVED) ? pickBy : null;
    return Stream.of(Optional.ofNullable(reserve), Optional.ofNullable(pick))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** With goods that went forward. */
  Order forward(List<OrderMove> moves, Instant time) {
    Map<String, OrderLine> changed = byId();
    moves.forEach(move -> changed.computeIfPresent(move.lineId(), (id, line) -> line.forward(move)));
    return with(List.copyOf(changed.values()), shipments, time);
  }

  /** With goods that wait again. */
  Order miss(List<OrderMove> moves, Instant time) {
    Map<String, OrderLine> changed = byId();
    moves.forEach(move -> changed.computeIfPresent(move.lineId(), (id, line) -> line.miss(move)));
    return with(List.copyOf(changed.values()), shipments, time);
  }

  /** Without goods that were given up. */
  Order giveUp(List<OrderMove> moves, Instant time) {
    Map<String, OrderLine> changed = byId();
    moves.forEach(move -> changed.computeIfPresent(move.lineId(), (id, line) -> line.giveUp(move)));
    return with(List.copyOf(changed.values()), shipments, time);
  }

  Order shipped(Shipment shipment) {
    List<Shipment> more = Stream.concat(shipments.stream(), Stream.of(shipment)).toList();
    return new Order(orderId, terms, lines, more, status, pickBy, version, createdAt, updatedAt);
  }

  private Order with(List<OrderLine> nowLines, List<Shipment> nowShipments, Instant time) {
    Status now = status(nowLines);
    boolean reserved = nowLines.stream().noneMatch(line -> line.has(Stage.WAITING));
    Instant pick = pickBy == null && reserved && terms.pickWithin() != null ? time.plus(terms.pickWithin()) : pickBy;
    return new Order(orderId, terms, nowLines, nowShipments, now, pick, version + 1, createdAt, time);
  }

  static Status status(List<OrderLine> lines) {
    boolean waiting = any(lines, Stage.WAITING);
    boolean reserved = any(lines, Stage.RESERVED);
    boolean picked = any(lines, Stage.PICKED);
    boolean packed = any(lines, Stage.PACKED);
    boolean shipped = any(lines, Stage.SHIPPED);
    if (!waiting && !reserved && !picked && !packed) {
      return shipped ? Status.SHIPPED : Status.CANCELLED;
    } else if (shipped) {
      return Status.SHIPPING;
    } else if (!waiting && !reserved) {
      return picked ? Status.PICKED : Status.PACKED;
    } else if (picked || packed) {
      return Status.PICKING;
    }
    return waiting ? Status.WAITING : Status.RESERVED;
  }

  private static boolean any(List<OrderLine> lines, Stage stage) {
    return lines.stream().anyMatch(line -> line.has(stage));
  }

  private Map<String, OrderLine> byId() {
    Map<String, OrderLine> byId = new LinkedHashMap<>();
    lines.forEach(line -> byId.put(line.lineId(), line));
    return byId;
  }
}
