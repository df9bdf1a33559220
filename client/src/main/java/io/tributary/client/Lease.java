package io.tributary.client;

import java.time.Duration;
import java.time.Instant;

/**
 * A lease as its holder knows it. Its times are the holder's own: counted from when it was asked for, so that it ends here
 * before it ends there, whatever the clocks say.
 *
 * @param taken credits that it had at first
 * @param credits that it has left
 * @param takenAt when it was asked for
 * @param expiresAt until when it may be spent
 * @param ahead how much later it is on the platform's clock, at most
 */
record Lease(String leaseId, long taken, long credits, Instant takenAt, Instant expiresAt, Duration ahead) {
  /** A clock that was set back tells nothing. */
  boolean spendable(Instant now, Duration margin) {
    return !now.isBefore(takenAt) && now.plus(margin).isBefore(expiresAt);
  }

  Lease with(long left) {
    return new Lease(leaseId, taken, left, takenAt, expiresAt, ahead);
  }
}
