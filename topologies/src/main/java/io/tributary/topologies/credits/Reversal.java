package io.tributary.topologies.credits;

import io.tributary.topologies.credits.GrantState.Phase;
import io.tributary.topologies.credits.WalletChange.Reversed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives back what an operation spent, the last part first: what no grant covered, then the grants from the last burned to
 * the first. What would come back to a grant or period that is over is lost, as it would have been had it never been
 * spent. Overage that grants have paid meanwhile comes back as a grant of its own.
 */
final class Reversal {
  private final Wallet wallet;
  private final Reversible reversible;
  private final Instant at;
  private final List<Burn> returned = new ArrayList<>();
  private final List<GrantState> revived = new ArrayList<>();
  private final List<Burn> expired = new ArrayList<>();
  private final List<Burn> voided = new ArrayList<>();
  private long overage;
  private long unforgiven;
  private long refund;

  private Reversal(Wallet wallet, Reversible reversible, Instant at) {
    this.wallet = wallet;
    this.reversible = reversible;
    this.at = at;
  }

  /**
   * @param amount credits, from 1 to what is not reversed yet
   * @param refundId of the grant that it may make
   */
  static Reversed of(Wallet wallet, Reversible reversible, long amount, String refundId, Instant at) {
    Reversal reversal = new Reversal(wallet, reversible, at);
    reversal.take(amount);
    Grant refund = reversal.refund == 0 ? null : Grant.purchased(refundId, reversal.refund, at);
    return new Reversed(
        reversal.returned, reversal.revived, reversal.expired, reversal.voided, reversal.overage,
        reversal.unforgiven, refund, at);
  }

  private void take(long amount) {
    Spent spent = reversible.spent();
    long skipped = spent.reversed();
    long rest = amount;
    long part = Math.min(rest, Math.max(0, spent.uncovered() - skipped));
    uncovered(part);
    rest -= part;
    skipped = Math.max(0, skipped - spent.uncovered());
    for (Burn burn : spent.burns().reversed()) {
      long open = Math.max(0, burn.amount() - skipped);
      skipped = Math.max(0, skipped - burn.amount());
      part = Math.min(rest, open);
      rest -= part;
      if (part > 0) {
        burned(new Burn(burn.grantId(), part));
      }
    }
  }

  private void uncovered(long amount) {
    overage = Math.min(amount, wallet.overage());
    unforgiven = Math.min(amount - overage, wallet.totals().forgiven());
    refund += amount - overage - unforgiven;
  }

  private void burned(Burn burn) {
    GrantState present = wallet.grant(burn.grantId()).orElse(null);
    GrantState grant = present == null ? reversible.gone().get(burn.grantId()) : present;
    if (grant == null) {
      refund += burn.amount();
    } else if (grant.phase() == Phase.VOIDED) {
      voided.add(burn);
    } else if (over(grant, present)) {
      expired.add(burn);
    } else {
      returned.add(burn);
      if (present == null) {
        revived.add(new GrantState(grant.grant(), Phase.ACTIVE, 0, 0, periodOf(grant)));
      }
    }
  }

  /** It comes back into the period in which it went, so that more that was spent in it can come back to it. */
  private Instant periodOf(GrantState gone) {
    Instant resetAt = wallet.resetAt();
    boolean reset = resetAt != null
        && resetAt.isAfter(gone.periodStart())
        && !gone.grant().rollover().equals(Rollover.ALL);
    return reset ? resetAt : gone.periodStart();
  }

  /** Of a grant that has gone, no reset is recorded: what it may have kept of one is in its terms. */
  private boolean over(GrantState grant, @Nullable GrantState present) {
    if (present != null) {
      return !present.active() || reversible.at().isBefore(present.periodStart());
    }
    Instant expiresAt = grant.grant().expiresAt();
    Instant resetAt = wallet.resetAt();
    boolean reset = resetAt != null
        && reversible.at().isBefore(resetAt)
        && !grant.grant().rollover().equals(Rollover.ALL);
    return reset || grant.grant().recurrence() != null || (expiresAt != null && !expiresAt.isAfter(at));
  }
}
