package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import java.time.Instant;

/**
 * A wallet's state, in whole credits.
 *
 * @param allocated sum of all allocations, at most {@link Amounts#MAX}
 * @param consumed sum of all consumptions, at most {@code allocated}
 * @param version the number of events applied
 */
public record Wallet(WalletId id, long allocated, long consumed, long version, Instant createdAt, Instant updatedAt) {
  /** A wallet that has no history yet. */
  static Wallet empty(WalletId id, Instant createdAt) {
    return new Wallet(id, 0, 0, 0, createdAt, createdAt);
  }

  public long balance() {
    return allocated - consumed;
  }

  Wallet allocate(long amount, Instant at) {
    return new Wallet(id, Math.addExact(allocated, amount), consumed, version + 1, createdAt, at);
  }

  Wallet consume(long amount, Instant at) {
    return new Wallet(id, allocated, Math.addExact(consumed, amount), version + 1, createdAt, at);
  }
}
