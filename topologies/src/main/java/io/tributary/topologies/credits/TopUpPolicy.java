package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import java.time.Duration;

/**
 * When a wallet asks for more credits.
 *
 * @param threshold asked when the balance and what was asked for are below it; 1 to {@link Amounts#MAX}
 * @param amount credits of each request, 1 to {@link Amounts#MAX}
 * @param maxPending how many requests may be open
 * @param expiresAfter how long a request is open
 */
public record TopUpPolicy(long threshold, long amount, int maxPending, Duration expiresAfter) {
  public static final int MAX_PENDING = 10;
  public static final Duration MIN_EXPIRY = Duration.ofMinutes(1);
  public static final Duration MAX_EXPIRY = Duration.ofDays(366);

  public TopUpPolicy {
    if (!Amounts.movable(threshold)
        || !Amounts.movable(amount)
        || maxPending < 1
        || maxPending > MAX_PENDING
        || expiresAfter.compareTo(MIN_EXPIRY) < 0
        || expiresAfter.compareTo(MAX_EXPIRY) > 0) {
      throw new IllegalArgumentException("top-ups of " + amount + " below " + threshold);
    }
  }
}
