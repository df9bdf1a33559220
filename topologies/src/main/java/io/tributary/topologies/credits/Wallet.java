package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's state, in whole credits: the fold of its {@link WalletChange}s.
 *
 * @param grants in {@link Grant#BURN_ORDER}; those of which nothing is left and nothing can come are dropped
 * @param holds the open ones
 * @param overage what was spent that no grant has covered yet
 * @param version the number of changes applied
 * @param resetAt when its last usage period ended; null when none ever did
 * @param state what its policy has led to
 */
public record Wallet(
    WalletId id,
    List<GrantState> grants,
    List<Hold> holds,
    WalletPolicy policy,
    long overage,
    WalletTotals totals,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant resetAt,
    PolicyState state) {
  public Wallet {
    grants = List.copyOf(grants);
    holds = List.copyOf(holds);
  }

  /** A wallet that has no history yet. */
  static Wallet empty(WalletId id, Instant createdAt) {
    return new Wallet(
        id, List.of(), List.of(), WalletPolicy.NONE, 0, WalletTotals.NONE, 0, createdAt, createdAt, null,
        PolicyState.NONE);
  }

  Wallet with(PolicyState next) {
    return next == state
        ? this
        : new Wallet(
            id, grants, holds, policy, overage, totals, version, createdAt, updatedAt, resetAt, next);
  }

  /** Credits that can be spent now; below zero while overage is owed. */
  public long balance() {
    return available() - overage;
  }

  public long allocated() {
    return totals.granted();
  }

  public long consumed() {
    return totals.consumed();
  }

  /** The active grants' free credits. */
  long available() {
    return sum(GrantState::free);
  }

  /** Grants' credits that open holds reserve. */
  long held() {
    return sum(GrantState::held);
  }

  /** Credits of grants that are not in effect yet. */
  long scheduled() {
    return sum(GrantState::scheduled);
  }

  /** How much its open holds weigh in its row: each of them, and each grant that they name. */
  int holdParts() {
    return holds.stream().mapToInt(hold -> 1 + hold.burns().size()).sum();
  }

  /** How much more may be spent or held beyond what is available; below zero where the overdraft was cut since. */
  long headroom() {
    long reserved = 0;
    for (Hold hold : holds) {
      reserved += hold.uncovered();
    }
    return policy.overdraft() - overage - reserved;
  }

  /** The active grants' credits that the next {@code amount} would burn: less than that if there are less. */
  List<Burn> burn(long amount) {
    return take(grants, amount);
  }

  /**
   * What {@code amount} would take back: first of the grants that would burn last. Grants that are filled up again stay
   * out of it, since their credits came from no pool.
   */
  List<Burn> reclaim(long amount) {
    return take(grants.reversed().stream().filter(GrantState::reclaimable).toList(), amount);
  }

  private static List<Burn> take(List<GrantState> grants, long amount) {
    List<Burn> burns = new ArrayList<>();
    long rest = amount;
    for (GrantState grant : grants) {
      long part = Math.min(rest, grant.free());
      if (part > 0) {
        burns.add(new Burn(grant.id(), part));
        rest -= part;
      }
    }
    return burns;
  }

  /** The wallet after {@code change}. */
  Wallet apply(WalletChange change) {
    return new WalletFold(this).apply(change);
  }

  /** The grant, unless nothing is left of it. */
  Optional<GrantState> grant(String grantId) {
    return grants.stream().filter(grant -> grant.id().equals(grantId)).findFirst();
  }

  /** The hold, while it is open. */
  Optional<Hold> hold(String holdId) {
    return holds.stream().filter(hold -> hold.id().equals(holdId)).findFirst();
  }

  private long sum(ToLongFunction<GrantState> part) {
    long sum = 0;
    for (GrantState grant : grants) {
      sum += part.applyAsLong(grant);
    }
    return sum;
  }
}
