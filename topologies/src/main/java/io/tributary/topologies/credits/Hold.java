package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credits that are reserved for an operation whose cost is not known yet: the first phase of two. It stands until it is
 * posted, voided or expired.
 *
 * @param burns the grants' credits that it reserves, in the order in which they will burn
 * @param uncovered what it reserves of the overdraft
 * @param expiresAt null: never
 */
public record Hold(String id, List<Burn> burns, long uncovered, Instant heldAt, @Nullable Instant expiresAt) {
  public Hold {
    burns = List.copyOf(burns);
  }

  public long amount() {
    return Burn.sum(burns) + uncovered;
  }

  /** How a hold ends. */
  public enum End {
    POSTED,
    VOIDED,
    EXPIRED
  }
}
