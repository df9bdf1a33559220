package io.tributary.topologies.inventory;

/** How what leaves the stock is valued. Ordinals are part of the stored data: append only. */
public enum ValuationMethod {
  FIFO,
  MOVING_AVERAGE,
  STANDARD
}
