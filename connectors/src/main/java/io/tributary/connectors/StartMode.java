package io.tributary.connectors;

/** Where a capture starts. */
public enum StartMode {
  /** From the stored position; on the very first start, with the rows that are already in the outbox. */
  CONTINUE,

  /**
   * Forgets position and slot and sends every row of the outbox again. Consumers drop what they have by {@code
   * tenant_seq}.
   */
  RECAPTURE
}
