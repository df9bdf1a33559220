package io.tributary.topologies.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a product's stock, for readers.
 *
 * @param version its place in the product's history, from 1
 * @param type its dotted public type
 * @param quantity change of what is there, over all places; of a transfer none
 * @param reserved change of what is reserved
 * @param value of the goods that came, negative of those that left, as booked; absent when none did
 * @param correction of what was valued before its cost was known, as booked
 * @param worth what it is worth by now: as booked, unless something earlier became known since
 * @param note reason or reference
 * @param at when it became known
 * @param occurredAt when it happened
 */
public record MovementView(
    String productId,
    long version,
    String eventId,
    String type,
    BigDecimal quantity,
    BigDecimal reserved,
    BigDecimal quantityAfter,
    BigDecimal reservedAfter,
    @Nullable BigDecimal value,
    @Nullable BigDecimal correction,
    @Nullable BigDecimal valueAfter,
    @Nullable Worth worth,
    List<Line> lines,
    @Nullable String reservationId,
    @Nullable String orderId,
    @Nullable String operationId,
    @Nullable String userId,
    @Nullable String note,
    Instant at,
    Instant occurredAt) {
  /** What changed at one place. */
  public record Line(StockKey place, BigDecimal quantity, BigDecimal reserved) {}

  /** What a movement did to the value of stock, by its date. */
  public record Worth(BigDecimal value, BigDecimal correction) {}

  public MovementView {
    lines = List.copyOf(lines);
  }

  /** Where its value is kept. */
  EntryKey entry() {
    return new EntryKey(productId, occurredAt, version);
  }

  MovementView valued(CostEntry entry) {
    return new MovementView(
        productId, version, eventId, type, quantity, reserved, quantityAfter, reservedAfter, value, correction, valueAfter,
        new Worth(entry.value(), entry.correction()), lines, reservationId, orderId, operationId, userId, note, at,
        occurredAt);
  }
}
