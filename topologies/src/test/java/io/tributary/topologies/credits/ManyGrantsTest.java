package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyGrantsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ALLOCATIONS = 5_000;

  @Test
  void manyAllocationsDontWeighOnEachDecision() {
    Wallet wallet = Wallet.empty(new WalletId("acme", "crm"), START);
    for (int i = 0; i < ALLOCATIONS; i++) {
      wallet = granted(wallet, Grant.purchased("g" + i, 3, START.plusSeconds(i)));
      WalletSums.check(wallet);
    }

    assertThat(wallet.grants()).hasSize(WalletBook.MANY_GRANTS);
    assertThat(wallet.balance()).isEqualTo(3L * ALLOCATIONS);
    assertThat(wallet.version()).isEqualTo(ALLOCATIONS);
    assertThat(WalletRow.encode(wallet).length).isLessThan(20_000);
    assertThat(WalletRow.decode(wallet.id(), WalletRow.encode(wallet))).isEqualTo(wallet);

    WalletBook book = WalletBook.open(wallet, wallet.updatedAt());
    assertThat(book.consume(3L * ALLOCATIONS)).isNull();
    assertThat(book.wallet().grants()).isEmpty();
    WalletSums.check(book.wallet());
  }

  @Test
  void onlyWhatIsAlikeJoins() {
    Wallet wallet = Wallet.empty(new WalletId("acme", "crm"), START);
    for (int i = 0; i < WalletBook.MANY_GRANTS; i++) {
      wallet = granted(wallet, Grant.purchased("g" + i, 3, START));
    }
    Grant promotion = new Grant(
        "promo", GrantKind.PROMOTIONAL, 7, 1, START, START, START.plusSeconds(60), null, Rollover.ALL, null, null);
    Grant later = new Grant(
        "later", GrantKind.PURCHASED, 7, Grant.DEFAULT_PRIORITY, START, START.plusSeconds(60), null, null, Rollover.ALL,
        null, null);

    wallet = granted(granted(wallet, promotion), later);

    assertThat(wallet.grants()).hasSize(WalletBook.MANY_GRANTS + 2);
    assertThat(wallet.burn(8)).isEqualTo(List.of(new Burn("promo", 7), new Burn("g0", 1)));
  }

  private static Wallet granted(Wallet wallet, Grant grant) {
    WalletBook book = WalletBook.open(wallet, grant.createdAt());
    book.grant(grant);
    return book.wallet();
  }
}
