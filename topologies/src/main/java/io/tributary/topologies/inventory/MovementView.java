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
 * @param value of the goods that came, negative of those that left; absent when none did
 * @param correction of what was valued before its cost was known
 * @param note reason or reference
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
    List<Line> lines,
    @Nullable String reservationId,
    @Nullable String orderId,
    @Nullable String operationId,
    @Nullable String userId,
    @Nullable String note,
    Instant at) {
  /** What changed at one place. */
  public record Line(StockKey place, BigDecimal quantity, BigDecimal reserved) {}

  public MovementView {
    lines = List.copyOf(lines);
  }
}
