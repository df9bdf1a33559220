package io.tributary.topologies.credits;

import io.tributary.topologies.credits.LimitChange.BalanceLow;
import io.tributary.topologies.credits.LimitChange.TopUpDeclined;
import io.tributary.topologies.credits.LimitChange.TopUpExpired;
import io.tributary.topologies.credits.LimitChange.TopUpFulfilled;
import io.tributary.topologies.credits.LimitChange.TopUpRequested;
import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Arrived;
import io.tributary.topologies.credits.WalletChange.Granted;
import io.tributary.topologies.credits.WalletChange.PolicySet;
import io.tributary.topologies.credits.WalletChange.Recurred;
import io.tributary.topologies.credits.WalletChange.ToppedUp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a wallet's policy has led to.
 *
 * @param countedSince when each cap began to count, by its id: what was spent before is not in its counters
 * @param low alerts that have told; they tell again once the balance was above them
 * @param granted the balance after credits came in last
 */
public record PolicyState(Map<String, Instant> countedSince, Set<String> low, long granted, TopUps topUps) {
  static final PolicyState NONE = new PolicyState(Map.of(), Set.of(), 0, TopUps.NONE);

  public PolicyState {
    countedSince = Map.copyOf(countedSince);
    low = Set.copyOf(low);
  }

  /** Of a wallet of which nothing more is known. */
  static PolicyState of(long balance) {
    return new PolicyState(Map.of(), Set.of(), balance, TopUps.NONE);
  }

  /** The first alert that should tell of the wallet's balance. */
  static Optional<BalanceAlert> due(Wallet wallet) {
    if (wallet.policy().alerts().isEmpty()) {
      return Optional.empty();
    }
    PolicyState state = wallet.state();
    long balance = wallet.balance();
    return wallet.policy().alerts().stream()
        .filter(alert -> !state.low.contains(alert.id()) && balance <= alert.level(state.granted))
        .findFirst();
  }

  /** What follows from a change; of most changes of most wallets, nothing. */
  PolicyState after(WalletChange change, WalletPolicy before, Wallet after) {
    PolicyState next = switch (change) {
      case PolicySet set -> set(set, before, after);
      case BalanceLow told -> {
        Set<String> more = new HashSet<>(low);
        more.add(told.alertId());
        yield new PolicyState(countedSince, more, granted, topUps);
      }
      case TopUpRequested requested -> with(topUps.add(requested.request()));
      case TopUpFulfilled fulfilled -> with(topUps.fulfil(fulfilled.requestId()));
      case TopUpDeclined declined -> with(topUps.decline(declined.requestId(), declined.retryAt()));
      case TopUpExpired expired -> with(topUps.expire(expired.requestId()));
      default -> funds(change)
          ? new PolicyState(countedSince, low, after.balance(), topUps)
          : this;
    };
    return next.low.isEmpty() ? next : next.rearmed(after);
  }

  private PolicyState set(PolicySet set, WalletPolicy before, Wallet after) {
    Map<String, Instant> since = new HashMap<>();
    for (SpendCap cap : set.policy().caps()) {
      boolean goesOn = before.cap(cap.id()).filter(cap::counts).isPresent();
      since.put(cap.id(), goesOn ? countedSince.get(cap.id()) : set.at());
    }
    // What is low already when an alert is set has not just become so.
    Set<String> told = new HashSet<>();
    long balance = after.balance();
    for (BalanceAlert alert : set.policy().alerts()) {
      boolean stays = before.alerts().contains(alert);
      if (stays ? low.contains(alert.id()) : balance <= alert.level(granted)) {
        told.add(alert.id());
      }
    }
    return new PolicyState(since, told, granted, topUps);
  }

  private PolicyState rearmed(Wallet wallet) {
    long balance = wallet.balance();
    Set<String> still = new HashSet<>();
    for (BalanceAlert alert : wallet.policy().alerts()) {
      if (low.contains(alert.id()) && balance <= alert.level(granted)) {
        still.add(alert.id());
      }
    }
    return still.equals(low) ? this : new PolicyState(countedSince, still, granted, topUps);
  }

  private static boolean funds(WalletChange change) {
    return change instanceof Granted
        || change instanceof ToppedUp
        || change instanceof Activated
        || change instanceof Recurred
        || change instanceof Arrived;
  }

  private PolicyState with(TopUps next) {
    return new PolicyState(countedSince, low, granted, next);
  }
}
