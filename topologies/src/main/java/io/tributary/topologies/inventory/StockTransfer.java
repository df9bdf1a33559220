package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.TransferKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goods on their way from one warehouse to another. What was sent has arrived, is missing, or is in transit.
 *
 * @param from where they lay
 * @param arrived of what was sent
 * @param missing of what was sent
 * @param surplus what came beside it
 * @param reservationId of what keeps them on their way
 * @param reference the sender's document
 */
public record StockTransfer(
    String transferId,
    StockKey from,
    String toWarehouseId,
    BigDecimal sent,
    BigDecimal arrived,
    BigDecimal missing,
    BigDecimal surplus,
    String reservationId,
    @Nullable String reference,
    long version,
    Instant createdAt,
    Instant updatedAt)
    implements Fact {
  @Override
  public TransferKey key() {
    return new TransferKey(transferId);
  }

  public BigDecimal inTransit() {
    return Quantities.plain(sent.subtract(arrived).subtract(missing));
  }

  StockTransfer received(BigDecimal more, BigDecimal nowMissing, BigDecimal nowSurplus, Instant time) {
    return new StockTransfer(
        transferId, from, toWarehouseId, sent, Quantities.plain(arrived.add(more)), nowMissing, nowSurplus,
        reservationId, reference, version + 1, createdAt, time);
  }
}
