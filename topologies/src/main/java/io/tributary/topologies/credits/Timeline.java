package io.tributary.topologies.credits;

import io.tributary.topologies.credits.GrantState.Phase;
import io.tributary.topologies.credits.LimitChange.BalanceLow;
import io.tributary.topologies.credits.LimitChange.TopUpExpired;
import io.tributary.topologies.credits.LimitChange.TopUpRequested;
import io.tributary.topologies.credits.WalletChange.Activated;
import io.tributary.topologies.credits.WalletChange.Expired;
import io.tributary.topologies.credits.WalletChange.Recurred;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a wallet by itself, and when. It follows from the wallet alone, never from how far one looks, so a span
 * that is settled in pieces comes out as one that is settled at once.
 */
final class Timeline {
  /**
   * At the same moment: what comes back from holds is still lost to what expires, and nothing recurs that has expired. Only
   * the balance that all that leaves may be low.
   */
  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::at).thenComparing(Due::rank).thenComparing(Due::id);

  private final Wallet wallet;

  Timeline(Wallet wallet) {
    this.wallet = wallet;
  }

  /** When the next thing happens; empty when nothing ever will. */
  Optional<Instant> next() {
    return first().map(Due::at);
  }

  /** The next thing, happening. */
  WalletChange happen() {
    return change(first().orElseThrow());
  }

  private Optional<Due> first() {
    List<Due> dues = new ArrayList<>();
    for (Hold hold : wallet.holds()) {
      add(dues, hold.expiresAt(), Rank.HOLD_EXPIRES, hold.id());
    }
    for (GrantState state : wallet.grants()) {
      Grant grant = state.grant();
      if (state.phase() == Phase.SCHEDULED) {
        add(dues, grant.effectiveAt(), Rank.ACTIVATES, grant.id());
      } else if (state.active()) {
        add(dues, grant.expiresAt(), Rank.EXPIRES, grant.id());
        Recurrence recurrence = grant.recurrence();
        add(dues, recurrence == null ? null : recurrence.after(state.periodStart()), Rank.RECURS, grant.id());
      }
    }
    for (TopUpRequest request : wallet.state().topUps().pending()) {
      add(dues, request.expiresAt(), Rank.TOP_UP_EXPIRES, request.id());
    }
    PolicyState.due(wallet).ifPresent(alert -> add(dues, wallet.updatedAt(), Rank.BALANCE_LOW, alert.id()));
    TopUps.due(wallet).ifPresent(at -> add(dues, at, Rank.TOP_UP, ""));
    return dues.stream().min(ORDER);
  }

  /** What is due before the wallet's last change (a grant that came late) happens right after it. */
  private void add(List<Due> dues, @Nullable Instant at, Rank rank, String id) {
    if (at != null) {
      dues.add(new Due(at.isBefore(wallet.updatedAt()) ? wallet.updatedAt() : at, rank, id));
    }
  }

  private WalletChange change(Due due) {
    String id = due.id();
    return switch (due.rank()) {
      case HOLD_EXPIRES -> HoldEnding.of(wallet, wallet.hold(id).orElseThrow(), 0, Hold.End.EXPIRED, due.at());
      case ACTIVATES -> new Activated(id, grant(id).grant().amount(), due.at());
      case EXPIRES -> new Expired(id, grant(id).free(), due.at());
      case RECURS -> new Recurred(id, grant(id).grant().amount(), grant(id).free(), due.at());
      case BALANCE_LOW -> new BalanceLow(
          id, PolicyState.due(wallet).orElseThrow().level(wallet.state().granted()), due.at());
      case TOP_UP_EXPIRES -> new TopUpExpired(id, due.at());
      case TOP_UP -> new TopUpRequested(
          TopUps.request(wallet, Objects.requireNonNull(wallet.policy().topUp(), "it is due"), due.at()), due.at());
    };
  }

  private GrantState grant(String id) {
    return wallet.grant(id).orElseThrow();
  }

  private enum Rank {
    HOLD_EXPIRES,
    ACTIVATES,
    EXPIRES,
    RECURS,
    BALANCE_LOW,
    TOP_UP_EXPIRES,
    TOP_UP
  }

  private record Due(Instant at, Rank rank, String id) {}
}
