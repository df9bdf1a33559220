package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import io.tributary.topologies.credits.LimitChange.TopUpDeclined;
import io.tributary.topologies.credits.LimitChange.TopUpFulfilled;
import io.tributary.topologies.credits.WalletChange.Arrival;
import io.tributary.topologies.credits.WalletChange.Arrived;
import io.tributary.topologies.credits.WalletChange.Consumed;
import io.tributary.topologies.credits.WalletChange.Granted;
import io.tributary.topologies.credits.WalletChange.Held;
import io.tributary.topologies.credits.WalletChange.OveragePaid;
import io.tributary.topologies.credits.WalletChange.PolicySet;
import io.tributary.topologies.credits.WalletChange.Reclaimed;
import io.tributary.topologies.credits.WalletChange.Reset;
import io.tributary.topologies.credits.WalletChange.RolledOver;
import io.tributary.topologies.credits.WalletChange.Sent;
import io.tributary.topologies.credits.WalletChange.ToppedUp;
import io.tributary.topologies.credits.WalletChange.Voided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one wallet at one moment. It begins with what is due by then; each operation that it accepts adds changes,
 * each that it refuses adds none.
 */
final class WalletBook {
  static final int MANY_GRANTS = 200;

  /** Grants with terms of their own; the door of allocations and a transfer keep it, captured rows are taken as they are. */
  public static final int MAX_GRANTS = 5_000;

  /** Open holds, and the grants that each of them names: a wallet is one row, which must stay well below its limit. */
  static final int MAX_HOLD_PARTS = 10_000;

  private final Instant time;
  private final List<Step> steps = new ArrayList<>();
  private Wallet wallet;

  private WalletBook(Wallet wallet, Instant time) {
    this.wallet = wallet;
    this.time = time;
  }

  /** @param time not before the wallet's last change */
  static WalletBook open(Wallet wallet, Instant time) {
    WalletBook book = new WalletBook(wallet, time);
    book.settle();
    return book;
  }

  Wallet wallet() {
    return wallet;
  }

  /** A change, and the wallet as it left it. */
  record Step(WalletChange change, Wallet after) {}

  /** What happened since the book was opened, in order; by itself and by its operations. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  List<WalletChange> changes() {
    return steps.stream().map(Step::change).toList();
  }

  /**
   * Adds a grant. A wallet that has {@link #MANY_GRANTS} already lets it join the youngest that is like it, if there is one,
   * so that thousands of small allocations don't weigh on each decision; burns then name that grant.
   *
   * @throws IllegalArgumentException when the wallet would have more than {@link Amounts#MAX} credits, or has the grant
   */
  void grant(Grant grant) {
    if (wallet.grant(grant.id()).isPresent()) {
      throw new IllegalArgumentException("wallet has grant " + grant.id() + " already");
    } else if (wallet.totals().granted() + grant.amount() > Amounts.MAX) {
      throw new IllegalArgumentException("wallet would have more than " + Amounts.MAX + " credits granted");
    }
    Optional<String> joined = wallet.grants().size() < MANY_GRANTS ? Optional.empty() : youngestLike(grant);
    add(joined.isPresent() ? new ToppedUp(joined.get(), grant.amount(), time) : new Granted(grant, time));
    settle();
  }

  @Nullable Refusal consume(long amount) {
    Refusal refusal = check(amount);
    if (refusal == null) {
      spend(amount);
    }
    return refusal;
  }

  /** Spends what is there, no more than {@code amount}, and never of the overdraft; returns how much. */
  long consumeUpTo(long amount) {
    long taken = Math.min(amount, wallet.available());
    spend(taken);
    return taken;
  }

  /** @param expiresAt null: never */
  @Nullable Refusal hold(String id, long amount, @Nullable Instant expiresAt) {
    Refusal refusal = wallet.hold(id).isPresent() ? Refusal.HOLD_EXISTS : check(amount);
    return refusal == null ? reserve(id, amount, expiresAt) : refusal;
  }

  /** Holds what is there, no more than {@code amount}, and never of the overdraft. */
  @Nullable Refusal holdUpTo(String id, long amount, @Nullable Instant expiresAt) {
    if (wallet.hold(id).isPresent()) {
      return Refusal.HOLD_EXISTS;
    }
    return reserve(id, Math.min(amount, wallet.available()), expiresAt);
  }

  /**
   * Spends of an open hold and gives the rest back.
   *
   * @param amount credits, from 0
   */
  @Nullable Refusal post(String holdId, long amount) {
    return end(holdId, amount, Hold.End.POSTED);
  }

  /** Spends all of an open hold. */
  @Nullable Refusal postAll(String holdId) {
    return end(holdId, wallet.hold(holdId).map(Hold::amount).orElse(0L), Hold.End.POSTED);
  }

  /** Gives all of an open hold back. */
  @Nullable Refusal voidHold(String holdId) {
    return end(holdId, 0, Hold.End.VOIDED);
  }

  /** Takes a grant back, as far as it is neither spent nor held. */
  @Nullable Refusal voidGrant(String grantId) {
    Optional<GrantState> found = wallet.grant(grantId);
    if (found.isEmpty()) {
      return Refusal.GRANT_NOT_FOUND;
    }
    GrantState grant = found.get();
    return switch (grant.phase()) {
      case SCHEDULED -> done(new Voided(grantId, grant.scheduled(), 0, time));
      case ACTIVE -> done(new Voided(grantId, grant.free(), -grant.free(), time));
      case EXPIRED, VOIDED -> Refusal.GRANT_ENDED;
    };
  }

  /**
   * Ends a usage period. A grant whose period begins at this very moment is new, and keeps all.
   *
   * @param preserveOverage whether what is owed stays owed; else it is forgiven
   */
  void reset(boolean preserveOverage) {
    List<RolledOver> rolled = wallet.grants().stream()
        .filter(grant -> grant.active() && grant.periodStart().isBefore(time))
        .filter(grant -> !grant.grant().rollover().equals(Rollover.ALL))
        .map(grant -> new RolledOver(grant.id(), grant.free(), grant.grant().rollover().apply(grant.free())))
        .toList();
    done(new Reset(rolled, preserveOverage ? 0 : wallet.overage(), time));
  }

  /**
   * Takes back to the pool what is neither spent nor held, whole or not at all.
   *
   * @param amount credits; null: all that can be taken
   */
  @Nullable Refusal reclaim(@Nullable Long amount) {
    List<Burn> burns = wallet.reclaim(amount == null ? Amounts.MAX : amount);
    long taken = Burn.sum(burns);
    return taken == 0 || (amount != null && taken < amount)
        ? Refusal.INSUFFICIENT_CREDITS
        : done(new Reclaimed(burns, time));
  }

  /** A smaller overdraft than what is owed only bars further spending. */
  void setPolicy(WalletPolicy policy) {
    done(new PolicySet(policy, time));
  }

  /** Gives back what was spent; {@code amount} is not more than what is left of it. */
  void reverse(Reversible reversible, long amount, String refundId) {
    done(Reversal.of(wallet, reversible, amount, refundId, time));
  }

  /** Sends available credits away, never of the overdraft. */
  @Nullable Refusal send(long amount) {
    if (amount > wallet.available()) {
      return Refusal.INSUFFICIENT_CREDITS;
    }
    return done(new Sent(wallet.burn(amount), time));
  }

  @Nullable Refusal arrive(List<Arrival> arrivals) {
    long amount = arrivals.stream().mapToLong(arrival -> arrival.grant().amount()).sum();
    if (wallet.totals().granted() + amount > Amounts.MAX) {
      return Refusal.WALLET_LIMIT;
    } else if (wallet.grants().size() + arrivals.size() > MAX_GRANTS) {
      return Refusal.TOO_MANY_GRANTS;
    }
    return done(new Arrived(arrivals, time));
  }

  /** Whoever can pay won't: nothing more is asked for until a pause is over. */
  @Nullable Refusal declineTopUp(String requestId) {
    TopUps topUps = wallet.state().topUps();
    return topUps.request(requestId).isEmpty()
        ? Refusal.TOP_UP_NOT_FOUND
        : done(new TopUpDeclined(requestId, topUps.pause(time), time));
  }

  /** What was allocated was asked for, if the key is a request's that is still open. */
  void fulfilTopUp(@Nullable String externalKey, String allocationId) {
    if (externalKey != null && wallet.state().topUps().request(externalKey).isPresent()) {
      done(new TopUpFulfilled(externalKey, allocationId, time));
    }
  }

  /** The end of a span that begins now; null: never. */
  @Nullable Instant after(@Nullable Duration span) {
    return span == null ? null : time.plus(span);
  }

  private Optional<String> youngestLike(Grant grant) {
    return grant.effectiveAt().isAfter(time)
        ? Optional.empty()
        : wallet.grants().reversed().stream()
            .filter(other -> other.active() && other.grant().alike(grant))
            .map(GrantState::id)
            .findFirst();
  }

  private @Nullable Refusal check(long amount) {
    if (!Amounts.movable(amount)) {
      return Refusal.AMOUNT_OUT_OF_RANGE;
    }
    return amount > wallet.available() + wallet.headroom() ? Refusal.INSUFFICIENT_CREDITS : null;
  }

  private void spend(long amount) {
    List<Burn> burns = wallet.burn(amount);
    add(new Consumed(burns, amount - Burn.sum(burns), time));
    follow();
  }

  private @Nullable Refusal reserve(String id, long amount, @Nullable Instant expiresAt) {
    List<Burn> burns = wallet.burn(amount);
    if (wallet.holdParts() + 1 + burns.size() > MAX_HOLD_PARTS) {
      return Refusal.TOO_MANY_HOLDS;
    }
    add(new Held(new Hold(id, burns, amount - Burn.sum(burns), time, expiresAt), time));
    settle();
    return null;
  }

  private @Nullable Refusal end(String holdId, long posted, Hold.End end) {
    Optional<Hold> hold = wallet.hold(holdId);
    if (hold.isEmpty()) {
      return Refusal.HOLD_NOT_FOUND;
    } else if (posted > hold.get().amount()) {
      return Refusal.EXCEEDS_HOLD;
    }
    return done(HoldEnding.of(wallet, hold.get(), posted, end, time));
  }

  /** Goes through all that is due; overage is paid once for each moment, so that grants of one moment pay in their order. */
  private void settle() {
    Optional<Instant> due = due();
    while (due.isPresent()) {
      boolean later = due.get().isAfter(wallet.updatedAt());
      // What pays may be spent by it, and then nothing is due any more.
      if (!later || !payOverage()) {
        add(new Timeline(wallet).happen());
      }
      due = due();
    }
    payOverage();
  }

  private Optional<Instant> due() {
    return new Timeline(wallet).next().filter(at -> !at.isAfter(time));
  }

  private boolean payOverage() {
    List<Burn> burns = wallet.burn(wallet.overage());
    if (burns.isEmpty()) {
      return false;
    }
    add(new OveragePaid(burns, wallet.updatedAt()));
    return true;
  }

  private @Nullable Refusal done(WalletChange change) {
    add(change);
    payOverage();
    follow();
    return null;
  }

  /** What follows from the new balance at once. */
  private void follow() {
    if (wallet.policy().watches()) {
      settle();
    }
  }

  private void add(WalletChange change) {
    wallet = wallet.apply(change);
    steps.add(new Step(change, wallet));
  }
}
