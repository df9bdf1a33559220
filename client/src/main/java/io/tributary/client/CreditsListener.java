package io.tributary.client;

import java.time.Instant;

/** Is told what happens, for metrics and alarms. Called on the thread that it happens on: it must not block or throw. */
public interface CreditsListener {
  /** An operation was decided. */
  default void decided(Operation operation, Decision decision) {}

  /** Calls to the platform are made again ({@code CLOSED}), are not made ({@code OPEN}), or one is tried. */
  default void breakerChanged(BreakerState state) {}

  default void leaseTaken(String leaseId, long credits, Instant spendableUntil) {}

  /** The ledger has taken what was spent locally. */
  default void reconciled(int operations) {}

  /**
   * The ledger refused for good what was approved locally; it stands in the file of rejects.
   *
   * @param code of the platform's error catalogue
   */
  default void rejected(Operation operation, String leaseId, Instant occurredAt, String code) {}
}
