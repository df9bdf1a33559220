package io.tributary.topologies.usage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One use of an operation, as the ledger told it.
 *
 * @param userId who used it; null for the platform itself
 * @param cost what it came to
 * @param occurredAt when it was used, never after {@code decidedAt}
 * @param decidedAt when the ledger heard of it
 */
record Usage(
    UUID tenantId,
    String application,
    String operationCode,
    @Nullable String userId,
    Cost cost,
    Instant occurredAt,
    Instant decidedAt) {
  /**
   * What a use adds to the sums.
   *
   * @param credits spent; negative when they were given back
   */
  record Cost(int count, long credits, int refused) {
    static final Cost REFUSED = new Cost(0, 0, 1);

    static Cost spent(long credits) {
      return new Cost(1, credits, 0);
    }

    static Cost reversed(long credits) {
      return new Cost(0, -credits, 0);
    }

    long reversed() {
      return Math.max(0, -credits);
    }
  }

  Usage {
    // A sender's clock may be ahead; nothing can be used after it was decided.
    occurredAt = occurredAt.isAfter(decidedAt) ? decidedAt : occurredAt;
  }
}
