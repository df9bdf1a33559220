package io.tributary.topologies.inventory;

/** How far goods of an order are. Ordinals are part of the stored data: append only. */
public enum Stage {
  WAITING,
  RESERVED,
  PICKED,
  PACKED,
  SHIPPED;

  /** The stage before; of the first none. */
  Stage before() {
    return values()[ordinal() - 1];
  }
}
