package io.tributary.topologies.inventory;

/** What tells pieces of a product apart. Ordinals are part of the stored data: append only. */
public enum Tracking {
  NONE,
  /** Each piece belongs to a lot. */
  LOT,
  /** Each piece has a serial number, which stands in the lot's place. */
  SERIAL
}
