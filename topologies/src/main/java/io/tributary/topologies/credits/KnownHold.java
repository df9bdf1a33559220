package io.tributary.topologies.credits;

import io.tributary.topologies.credits.Hold.End;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hold by its id: while it is open for good, afterwards as long as operations are remembered.
 *
 * @param operation that reserved
 * @param end null while it is open
 * @param spent of it; nothing unless it was posted
 * @param userId whose caps it counts in
 * @param lease what makes it one; null of a plain hold
 */
public record KnownHold(WalletId wallet, OperationId operation, @Nullable End end, Spent spent, @Nullable String userId,
    @Nullable Lease lease) {
  /**
   * The times of a lease.
   *
   * @param takenAt when its credits were held
   * @param expiresAt until when they may be spent; what was spent is taken as long as the hold stands
   */
  public record Lease(Instant takenAt, Instant expiresAt) {}

  static KnownHold open(WalletId wallet, OperationId operation, @Nullable String userId, @Nullable Lease lease) {
    return new KnownHold(wallet, operation, null, Spent.NOTHING, userId, lease);
  }

  KnownHold ended(End how, Spent spentOfIt) {
    return new KnownHold(wallet, operation, how, spentOfIt, userId, lease);
  }

  KnownHold with(Spent spentOfIt) {
    return new KnownHold(wallet, operation, end, spentOfIt, userId, lease);
  }
}
