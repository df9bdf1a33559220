package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credits that are reserved for an operation whose cost is not known yet: the first phase of two. It stands until it is
 * posted, voided or expired. A lease is a hold that is spent piece by piece, and reserves nothing of the overdraft.
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

  /** The next credits of it that are spent, up to {@code amount}. */
  List<Burn> burn(long amount) {
    List<Burn> burned = new ArrayList<>();
    long rest = amount;
    for (Burn part : burns) {
      long spent = Math.min(rest, part.amount());
      if (spent > 0) {
        burned.add(new Burn(part.grantId(), spent));
        rest -= spent;
      }
    }
    return burned;
  }

  /** What is left of it after {@link #burn}. */
  Hold less(long amount) {
    List<Burn> left = new ArrayList<>();
    long rest = amount;
    for (Burn part : burns) {
      long spent = Math.min(rest, part.amount());
      rest -= spent;
      if (part.amount() > spent) {
        left.add(new Burn(part.grantId(), part.amount() - spent));
      }
    }
    return new Hold(id, left, uncovered, heldAt, expiresAt);
  }

  /** How a hold ends. */
  public enum End {
    POSTED,
    VOIDED,
    EXPIRED
  }
}
