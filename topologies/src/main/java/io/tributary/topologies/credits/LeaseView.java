package io.tributary.topologies.credits;

import io.tributary.topologies.credits.KnownHold.Lease;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lease as readers see it.
 *
 * @param left credits that it can still pay with, as far as its holder has told what it spent; 0 once it has ended
 * @param expiresAt until when its holder may spend it
 * @param settleBy until when what was spent is taken, and what is left returns; null once it has ended
 */
public record LeaseView(
    String leaseId, String entityId, String application, boolean open, long left, Instant takenAt, Instant expiresAt,
    @Nullable Instant settleBy) {
  /**
   * @param wallet that it is of; null where it isn't known
   */
  static Optional<LeaseView> of(String leaseId, KnownHold known, @Nullable Wallet wallet) {
    Lease lease = known.lease();
    if (lease == null) {
      return Optional.empty();
    }
    Optional<Hold> hold = wallet == null ? Optional.empty() : wallet.hold(leaseId);
    return Optional.of(new LeaseView(
        leaseId, known.wallet().entityId(), known.wallet().application(), hold.isPresent(),
        hold.map(Hold::amount).orElse(0L), lease.takenAt(), lease.expiresAt(),
        hold.map(Hold::expiresAt).orElse(null)));
  }
}
