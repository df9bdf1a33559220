package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

/** What holds for every wallet at every moment. */
final class WalletSums {
  private WalletSums() {}

  static void check(Wallet wallet) {
    WalletTotals totals = wallet.totals();
    long burned = totals.consumed() - wallet.overage() - totals.forgiven();
    assertThat(wallet.scheduled() + wallet.available() + wallet.held() + burned + totals.expired() + totals.voided()
            + totals.sent() + totals.reclaimed())
        .as("nothing gets lost in %s", wallet).isEqualTo(totals.granted());
    assertThat(wallet.overage()).isBetween(0L, wallet.policy().overdraft());
    assertThat(wallet.headroom()).as("headroom").isNotNegative();
    assertThat(wallet.overage() > 0 && wallet.available() > 0).as("overage is paid while anything is there").isFalse();
    assertThat(wallet.grants()).allSatisfy(grant -> {
      assertThat(grant.free()).isNotNegative();
      assertThat(grant.held()).isEqualTo(heldBy(wallet, grant.id()));
      assertThat(grant.active() || grant.free() == 0).isTrue();
      assertThat(grant.spent()).isFalse();
    });
  }

  static Wallet settleInPieces(Wallet wallet, Instant from, Instant to, Duration piece) {
    Wallet settled = wallet;
    for (Instant at = from; at.isBefore(to); at = at.plus(piece)) {
      settled = WalletBook.open(settled, at).wallet();
    }
    return WalletBook.open(settled, to).wallet();
  }

  private static long heldBy(Wallet wallet, String grantId) {
    return wallet.holds().stream()
        .flatMap(hold -> hold.burns().stream())
        .filter(burn -> burn.grantId().equals(grantId))
        .mapToLong(Burn::amount)
        .sum();
  }
}
