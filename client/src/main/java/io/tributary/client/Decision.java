package io.tributary.client;

import org.jspecify.annotations.Nullable;

/** What became of an operation. */
public sealed interface Decision {
  /**
   * The ledger took the credits.
   *
   * @param balance of the wallet, right after the decision
   * @param replayed true when the operation was decided before
   */
  record Approved(long balance, boolean replayed) implements Decision {}

  /**
   * The platform answered that it does not do it. What the ledger refused stays refused under this id.
   *
   * @param code of the platform's error catalogue, such as {@code insufficient_credits}
   * @param balance of the wallet, where the platform told it
   */
  record Refused(String code, @Nullable String detail, @Nullable Long balance) implements Decision {}

  /**
   * The platform could not be asked, and the lease paid. It is written down, and the ledger will be told.
   *
   * @param remaining credits that the lease has left
   */
  record ApprovedLocally(String leaseId, long remaining) implements Decision {}

  /**
   * The platform could not be asked, and no lease could pay. If the request got through nevertheless, it was decided: the
   * same operation may be sent again.
   */
  record Unavailable(String reason) implements Decision {}

  /** Whether the credits are paid. */
  default boolean approved() {
    return this instanceof Approved || this instanceof ApprovedLocally;
  }
}
