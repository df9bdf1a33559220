package io.tributary.topologies.credits;

import io.tributary.topologies.credits.Hold.End;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hold by its id: while it is open for good, afterwards as long as operations are remembered.
 *
 * @param operation that reserved
 * @param end null while it is open
 * @param spent of it; nothing unless it was posted
 * @param userId whose caps it counts in
 */
public record KnownHold(WalletId wallet, OperationId operation, @Nullable End end, Spent spent, @Nullable String userId) {
  static KnownHold open(WalletId wallet, OperationId operation, @Nullable String userId) {
    return new KnownHold(wallet, operation, null, Spent.NOTHING, userId);
  }

  KnownHold ended(End how, Spent spentOfIt) {
    return new KnownHold(wallet, operation, how, spentOfIt, userId);
  }

  KnownHold with(Spent spentOfIt) {
    return new KnownHold(wallet, operation, end, spentOfIt, userId);
  }
}
