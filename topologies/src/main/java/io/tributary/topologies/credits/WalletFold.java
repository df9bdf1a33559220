package io.tributary.topologies.credits;

import io.tributary.topologies.credits.GrantState.Phase;
import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Arrived;
import io.tributary.topologies.credits.WalletChange.Consumed;
import io.tributary.topologies.credits.WalletChange.Expired;
import io.tributary.topologies.credits.WalletChange.Granted;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.HoldEnded;
import io.tributary.topologies.credits.WalletChange.OveragePaid;
import io.tributary.topologies.credits.WalletChange.PolicySet;
import io.tributary.topologies.credits.WalletChange.Reclaimed;
import io.tributary.topologies.credits.WalletChange.Recurred;
import io.tributary.topologies.credits.WalletChange.Reset;
import io.tributary.topologies.credits.WalletChange.Reversed;
import io.tributary.topologies.credits.WalletChange.RolledOver;
import io.tributary.topologies.credits.WalletChange.Sent;
import io.tributary.topologies.credits.WalletChange.ToppedUp;
import io.tributary.topologies.credits.WalletChange.Voided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a wallet's next state out of one change: no decisions, only sums. */
final class WalletFold {
  private static final Comparator<GrantState> ORDER = Comparator.comparing(GrantState::grant, Grant.BURN_ORDER);

  private final Wallet before;
  private final List<GrantState> grants;
  private final List<Hold> holds;
  private WalletPolicy policy;
  private long overage;
  private WalletTotals totals;
  private @Nullable Instant resetAt;

  WalletFold(Wallet before) {
    this.before = before;
    this.grants = new ArrayList<>(before.grants());
    this.holds = new ArrayList<>(before.holds());
    this.policy = before.policy();
    this.overage = before.overage();
    this.totals = before.totals();
    this.resetAt = before.resetAt();
  }

  Wallet apply(WalletChange change) {
    switch (change) {
      case Granted granted -> grant(granted.grant(), granted.at());
      case ToppedUp more -> {
        update(more.grantId(), grant -> grant.topUp(more.amount()));
        totals = totals.grant(more.amount());
      }
      case Activated activated -> begin(activated.grantId(), activated.amount(), activated.at());
      case Recurred recurred -> {
        begin(recurred.grantId(), recurred.amount(), recurred.at());
        totals = totals.grant(recurred.amount()).expire(recurred.forfeited());
      }
      case Expired expired -> {
        update(expired.grantId(), grant -> grant.end(Phase.EXPIRED));
        totals = totals.expire(expired.forfeited());
      }
      case Voided voided -> {
        update(voided.grantId(), grant -> grant.end(Phase.VOIDED));
        totals = totals.forfeit(voided.forfeited());
      }
      case OveragePaid paid -> {
        move(paid.burns(), -1, 0);
        overage -= Burn.sum(paid.burns());
      }
      case Consumed consumed -> {
        move(consumed.burns(), -1, 0);
        spend(consumed.amount(), consumed.uncovered());
      }
      case Reclaimed reclaimed -> {
        move(reclaimed.burns(), -1, 0);
        totals = totals.reclaim(reclaimed.moved());
      }
      case Held held -> {
        move(held.hold().burns(), -1, 1);
        holds.add(held.hold());
      }
      case HoldEnded ended -> end(ended);
      case Reset reset -> reset(reset);
      case PolicySet set -> policy = set.policy();
      case Reversed reversed -> reverse(reversed);
      case Sent sent -> {
        move(sent.burns(), -1, 0);
        totals = totals.send(Burn.sum(sent.burns()));
      }
      case Arrived arrived -> arrived.grants().forEach(arrival -> grant(arrival.grant(), arrived.at()));
      case LimitChange limit -> {}
    }
    grants.removeIf(GrantState::spent);
    Wallet after = new Wallet(
        before.id(), grants, holds, policy, overage, totals, before.version() + 1, before.createdAt(),
        change.at(), resetAt, before.state());
    return after.with(before.state().after(change, before.policy(), after));
  }

  private void grant(Grant grant, Instant at) {
    grants.add(GrantState.of(grant, at));
    grants.sort(ORDER);
    totals = totals.grant(grant.amount());
  }

  private void begin(String grantId, long amount, Instant at) {
    update(grantId, grant -> grant.begin(amount, at));
  }

  private void end(HoldEnded ended) {
    move(ended.burned(), 0, -1);
    move(ended.returned(), 1, -1);
    for (Burn lost : ended.forfeited()) {
      boolean voided = before.grant(lost.grantId()).orElseThrow().phase() == Phase.VOIDED;
      totals = voided ? totals.forfeit(lost.amount()) : totals.expire(lost.amount());
    }
    move(ended.forfeited(), 0, -1);
    spend(ended.posted(), ended.uncovered());
    holds.removeIf(hold -> hold.id().equals(ended.holdId()));
  }

  private void reset(Reset reset) {
    for (RolledOver rolled : reset.grants()) {
      begin(rolled.grantId(), rolled.to(), reset.at());
      long more = rolled.to() - rolled.from();
      totals = more > 0 ? totals.grant(more) : totals.expire(-more);
    }
    resetAt = reset.at();
    overage -= reset.forgiven();
    totals = totals.forgive(reset.forgiven());
  }

  private void reverse(Reversed reversed) {
    grants.addAll(reversed.revived());
    Grant refund = reversed.refund();
    if (refund != null) {
      grants.add(GrantState.of(refund, reversed.at()));
    }
    grants.sort(ORDER);
    move(reversed.returned(), 1, 0);
    overage -= reversed.overage();
    totals = totals
        .consume(-reversed.moved())
        .expire(Burn.sum(reversed.expired()))
        .forfeit(Burn.sum(reversed.voided()))
        .forgive(-reversed.unforgiven());
  }

  private void spend(long amount, long uncovered) {
    overage = Math.addExact(overage, uncovered);
    totals = totals.consume(amount);
  }

  private void move(List<Burn> burns, int free, int held) {
    for (Burn burn : burns) {
      update(burn.grantId(), grant -> grant.add(free * burn.amount(), held * burn.amount()));
    }
  }

  private void update(String grantId, UnaryOperator<GrantState> change) {
    for (int i = 0; i < grants.size(); i++) {
      if (grants.get(i).id().equals(grantId)) {
        grants.set(i, change.apply(grants.get(i)));
        return;
      }
    }
    throw new IllegalArgumentException("wallet has no grant " + grantId);
  }
}
