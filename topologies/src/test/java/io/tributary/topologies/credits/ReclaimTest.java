package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Amounts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReclaimTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final WalletBook book =
      WalletBook.open(Wallet.empty(new WalletId("acme", "crm"), START), START);

  private void grant(String id, long amount, @Nullable Instant expiry, @Nullable Recurrence recurrence, long min) {
    book.grant(new Grant(
        id, GrantKind.PURCHASED, amount, 50, START, START, expiry, recurrence, new Rollover(min, Amounts.MAX), null, null));
  }

  @Test
  void takesFirstWhatWouldBurnLast() {
    grant("soon", 10, START.plus(Duration.ofDays(1)), null, 0);
    grant("ever", 20, null, null, 0);
    assertThat(book.reclaim(25L)).isNull();
    WalletChange.Reclaimed taken = (WalletChange.Reclaimed) book.changes().getLast();
    assertThat(taken.burns()).containsExactly(new Burn("ever", 20), new Burn("soon", 5));
    assertThat(book.wallet().balance()).isEqualTo(5);
    assertThat(book.wallet().totals().reclaimed()).isEqualTo(25);
    WalletSums.check(book.wallet());
  }

  @Test
  void leavesWhatIsHeldAndWhatCameFromNoPool() {
    grant("plain", 10, null, null, 0);
    grant("monthly", 100, null, new Recurrence(Recurrence.Interval.MONTH, START), 0);
    grant("topped-up", 100, null, null, 5);
    assertThat(book.hold("h", 4, null)).isNull();
    assertThat(book.wallet().grant("plain").orElseThrow().held()).as("the oldest is held first, by its id").isLessThan(5);
    long free = book.wallet().grant("plain").orElseThrow().free();
    assertThat(book.reclaim(free + 1)).isEqualTo(Refusal.INSUFFICIENT_CREDITS);
    assertThat(book.reclaim(null)).isNull();
    assertThat(book.wallet().totals().reclaimed()).isEqualTo(free);
    assertThat(book.reclaim(null)).as("nothing is left").isEqualTo(Refusal.INSUFFICIENT_CREDITS);
    WalletSums.check(book.wallet());
  }
}
