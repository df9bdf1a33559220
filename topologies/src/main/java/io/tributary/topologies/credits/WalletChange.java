package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a wallet, complete: a wallet is the fold of its changes, and which grants paid is in each of them. What
 * happens by itself when its time comes (activation, recurrence, expiry) is a change as well.
 */
public sealed interface WalletChange
    permits WalletChange.Granted,
        WalletChange.ToppedUp,
        WalletChange.Activated,
        WalletChange.Recurred,
        WalletChange.Expired,
        WalletChange.Voided,
        WalletChange.Reclaimed,
        WalletChange.OveragePaid,
        WalletChange.Consumed,
        WalletChange.Held,
        WalletChange.HoldEnded,
        WalletChange.Reset,
        WalletChange.PolicySet,
        WalletChange.Reversed,
        WalletChange.Sent,
        WalletChange.Arrived,
        LimitChange {
  Instant at();

  /** By how much the wallet's balance moves; negative when it falls. */
  long delta();

  /** Credits that an operation which makes this change is said to have moved. */
  default long moved() {
    return 0;
  }

  /** Credits were promised; they count from now on where the grant is in effect. */
  record Granted(Grant grant, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return grant.effectiveAt().isAfter(at) ? 0 : grant.amount();
    }
  }

  /** Credits joined a grant in effect that is like theirs: {@link WalletBook} says when. */
  record ToppedUp(String grantId, long amount, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return amount;
    }
  }

  /** A grant took effect. */
  record Activated(String grantId, long amount, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return amount;
    }
  }

  /**
   * A grant was filled up again.
   *
   * @param forfeited what was left of the period before
   */
  record Recurred(String grantId, long amount, long forfeited, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return amount - forfeited;
    }
  }

  /**
   * A grant's time is over.
   *
   * @param forfeited what was left of it
   */
  record Expired(String grantId, long forfeited, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return -forfeited;
    }
  }

  /**
   * A grant was taken back, what was spent or held of it excepted.
   *
   * @param forfeited what was left of it, also where it was only scheduled
   * @param delta 0 where it was only scheduled
   */
  record Voided(String grantId, long forfeited, long delta, Instant at) implements WalletChange {
    @Override
    public long moved() {
      return forfeited;
    }
  }

  /** Grants covered overage; the balance stays, what is available falls. */
  record OveragePaid(List<Burn> burns, Instant at) implements WalletChange {
    public OveragePaid {
      burns = List.copyOf(burns);
    }

    @Override
    public long delta() {
      return 0;
    }
  }

  /**
   * Credits were spent.
   *
   * @param uncovered what no grant covers: it becomes overage
   */
  record Consumed(List<Burn> burns, long uncovered, Instant at) implements WalletChange {
    public Consumed {
      burns = List.copyOf(burns);
    }

    public long amount() {
      return Burn.sum(burns) + uncovered;
    }

    @Override
    public long delta() {
      return -amount();
    }

    @Override
    public long moved() {
      return amount();
    }
  }

  /** Unspent credits went back to the pool that they were allocated from. */
  record Reclaimed(List<Burn> burns, Instant at) implements WalletChange {
    public Reclaimed {
      burns = List.copyOf(burns);
    }

    @Override
    public long moved() {
      return Burn.sum(burns);
    }

    @Override
    public long delta() {
      return -moved();
    }
  }

  /** Credits were reserved. */
  record Held(Hold hold, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return -Burn.sum(hold.burns());
    }

    @Override
    public long moved() {
      return hold.amount();
    }
  }

  /**
   * A hold ended.
   *
   * @param burned what was spent of it; nothing unless it was posted
   * @param uncovered what was spent of the overdraft that it reserved: it becomes overage
   * @param returned what can be spent again
   * @param forfeited what would have come back to a grant or period that is over
   */
  record HoldEnded(
      String holdId,
      Hold.End end,
      List<Burn> burned,
      long uncovered,
      List<Burn> returned,
      List<Burn> forfeited,
      Instant at)
      implements WalletChange {
    public HoldEnded {
      burned = List.copyOf(burned);
      returned = List.copyOf(returned);
      forfeited = List.copyOf(forfeited);
    }

    public long posted() {
      return Burn.sum(burned) + uncovered;
    }

    @Override
    public long delta() {
      return Burn.sum(returned) - uncovered;
    }

    @Override
    public long moved() {
      return posted();
    }
  }

  /**
   * A usage period ended: each grant keeps what it may.
   *
   * @param forgiven overage that was dropped
   */
  record Reset(List<RolledOver> grants, long forgiven, Instant at) implements WalletChange {
    public Reset {
      grants = List.copyOf(grants);
    }

    @Override
    public long delta() {
      return forgiven + grants.stream().mapToLong(grant -> grant.to() - grant.from()).sum();
    }

    @Override
    public long moved() {
      return forgiven;
    }
  }

  /** A grant's free credits before and after a reset. */
  record RolledOver(String grantId, long from, long to) {}

  /** What the wallet allows was changed. */
  record PolicySet(WalletPolicy policy, Instant at) implements WalletChange {
    @Override
    public long delta() {
      return 0;
    }
  }

  /**
   * What an operation had spent was given back, the last part first.
   *
   * @param returned to grants, which can be spent again
   * @param revived grants that had gone, since nothing was left of them; they come back empty, to be filled by it
   * @param expired what would have come back to a grant or period that is over
   * @param voided what would have come back to a grant that was taken back
   * @param overage that is no longer owed
   * @param unforgiven overage that had been forgiven: it was never spent
   * @param refund of overage that grants had paid meanwhile; null where there is none
   */
  record Reversed(
      List<Burn> returned,
      List<GrantState> revived,
      List<Burn> expired,
      List<Burn> voided,
      long overage,
      long unforgiven,
      @Nullable Grant refund,
      Instant at)
      implements WalletChange {
    public Reversed {
      returned = List.copyOf(returned);
      revived = List.copyOf(revived);
      expired = List.copyOf(expired);
      voided = List.copyOf(voided);
    }

    public long forfeited() {
      return Burn.sum(expired) + Burn.sum(voided);
    }

    public long refunded() {
      return refund == null ? 0 : refund.amount();
    }

    @Override
    public long delta() {
      return Burn.sum(returned) + overage + refunded();
    }

    @Override
    public long moved() {
      return Burn.sum(returned) + forfeited() + overage + unforgiven + refunded();
    }
  }

  /** Credits went to another wallet. */
  record Sent(List<Burn> burns, Instant at) implements WalletChange {
    public Sent {
      burns = List.copyOf(burns);
    }

    @Override
    public long delta() {
      return -Burn.sum(burns);
    }

    @Override
    public long moved() {
      return Burn.sum(burns);
    }
  }

  /**
   * Credits came from another wallet.
   *
   * @param grants they are grants of their own, in effect, with the terms of those that they are of
   */
  record Arrived(List<Arrival> grants, Instant at) implements WalletChange {
    public Arrived {
      grants = List.copyOf(grants);
    }

    @Override
    public long delta() {
      return grants.stream().mapToLong(arrival -> arrival.grant().amount()).sum();
    }

    @Override
    public long moved() {
      return delta();
    }
  }

  /**
   * A grant that came by a transfer.
   *
   * @param from the sender's grant
   */
  record Arrival(Grant grant, String from) {}
}
