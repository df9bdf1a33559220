package io.tributary.topologies.credits;

import java.time.Instant;

/** What follows from a wallet's policy; it moves no credits. */
public sealed interface LimitChange extends WalletChange {
  @Override
  default long delta() {
    return 0;
  }

  /**
   * The balance fell to an alert's threshold.
   *
   * @param threshold in credits
   */
  record BalanceLow(String alertId, long threshold, Instant at) implements LimitChange {}

  /** More credits were asked for. */
  record TopUpRequested(TopUpRequest request, Instant at) implements LimitChange {}

  /** An allocation named the request. */
  record TopUpFulfilled(String requestId, String allocationId, Instant at) implements LimitChange {}

  /**
   * A request was declined.
   *
   * @param retryAt nothing is asked for before
   */
  record TopUpDeclined(String requestId, Instant retryAt, Instant at) implements LimitChange {}

  /** Nobody answered a request in time. */
  record TopUpExpired(String requestId, Instant at) implements LimitChange {}
}
