package io.tributary.app.replay;

import io.tributary.app.orders.Restocking;
import io.tributary.app.orders.StockVerification;
import java.time.Duration;
import java.util.List;

/**
 * How moving the goods went.
 *
 * @param done all that this run and those before it brought to an end
 * @param moved invoices of this run
 * @param took time this run spent on them
 */
public record StockSummary(List<Restocking> done, long moved, Duration took, StockVerification verification) {
  /** Orders that were reserved, picked, packed and shipped. */
  public long orders() {
    return done.stream().filter(step -> !step.goods().sold().isEmpty()).count();
  }

  public long orderLines() {
    return done.stream().mapToLong(step -> step.goods().sold().size()).sum();
  }

  public long receipts() {
    return done.stream().mapToLong(step -> step.receipts().size()).sum();
  }

  public long returns() {
    return done.stream().mapToLong(step -> step.goods().returned().size()).sum();
  }

  public long writeOffs() {
    return done.stream().mapToLong(step -> step.goods().lost().size()).sum();
  }
}
