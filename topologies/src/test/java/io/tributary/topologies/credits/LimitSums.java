package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.credits.LimitChange.BalanceLow;
import io.tributary.topologies.credits.LimitChange.TopUpDeclined;
import io.tributary.topologies.credits.LimitChange.TopUpExpired;
import io.tributary.topologies.credits.LimitChange.TopUpFulfilled;
import io.tributary.topologies.credits.LimitChange.TopUpRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for alerts and top-ups in every history of one policy, told from its changes alone. */
final class LimitSums {
  private final Map<String, Long> pending = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private Wallet wallet;
  private Duration pause = Duration.ofSeconds(30);
  private @Nullable Instant retryAt;

  LimitSums(Wallet start) {
    this.wallet = start;
  }

  void check(WalletBook book) {
    book.changes().forEach(this::follow);
    assertThat(wallet).isEqualTo(book.wallet());
    long left = wallet.balance();
    for (BalanceAlert alert : wallet.policy().alerts()) {
      assertThat(told.contains(alert.id())).as("%s at %d", alert, left)
          .isEqualTo(left <= alert.level(wallet.state().granted()));
    }
    TopUpPolicy topUp = wallet.policy().topUp();
    if (topUp == null) {
      assertThat(pending).isEmpty();
      return;
    }
    long asked = pending.values().stream().mapToLong(Long::longValue).sum();
    assertThat(asked).isEqualTo(wallet.state().topUps().amount())
        .isLessThanOrEqualTo(topUp.maxPending() * topUp.amount());
    boolean paused = retryAt != null && retryAt.isAfter(wallet.updatedAt());
    assertThat(paused || pending.size() == topUp.maxPending() || left + asked >= topUp.threshold())
        .as("asks for what it needs").isTrue();
  }

  private void follow(WalletChange change) {
    Wallet before = wallet;
    wallet = wallet.apply(change);
    switch (change) {
      case BalanceLow low -> {
        assertThat(told.add(low.alertId())).as("once per crossing").isTrue();
        assertThat(wallet.balance()).isLessThanOrEqualTo(low.threshold());
      }
      case TopUpRequested requested -> {
        long asked = pending.values().stream().mapToLong(Long::longValue).sum();
        assertThat(before.balance() + asked).isLessThan(wallet.policy().topUp().threshold());
        assertThat(retryAt == null || !requested.at().isBefore(retryAt)).as("backs off").isTrue();
        assertThat(pending.put(requested.request().id(), requested.request().amount())).isNull();
      }
      case TopUpFulfilled fulfilled -> {
        assertThat(pending.remove(fulfilled.requestId())).isNotNull();
        pause = Duration.ofSeconds(30);
        retryAt = null;
      }
      case TopUpDeclined declined -> {
        assertThat(pending.remove(declined.requestId())).isNotNull();
        pause = pause.compareTo(Duration.ofHours(12)) > 0 ? Duration.ofDays(1) : pause.multipliedBy(2);
        retryAt = declined.at().plus(pause);
        assertThat(declined.retryAt()).isEqualTo(retryAt);
      }
      case TopUpExpired expired -> assertThat(pending.remove(expired.requestId())).isNotNull();
      default -> {}
    }
    for (BalanceAlert alert : wallet.policy().alerts()) {
      if (wallet.balance() > alert.level(wallet.state().granted())) {
        told.remove(alert.id());
      }
    }
  }
}
