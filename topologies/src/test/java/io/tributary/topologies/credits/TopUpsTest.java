package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.credits.BalanceLow;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.Decision;
import io.tributary.credits.TopUpDeclined;
import io.tributary.credits.TopUpExpired;
import io.tributary.credits.TopUpFulfilled;
import io.tributary.credits.TopUpRequested;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wallet says by itself, through the topology: alerts, and requests for more credits. */
class TopUpsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private LimitedWallet wallet;

  @BeforeEach
  void start() {
    wallet = new LimitedWallet(directory, 1000);
  }

  @AfterEach
  void stop() {
    wallet.close();
  }

  @Test
  void tellsOncePerCrossingThatABalanceIsLow() {
    wallet.set(new WalletPolicy(
        0, List.of(), List.of(new BalanceAlert("few", 100L, null), new BalanceAlert("half", null, 50)), null));
    wallet.consume("a", 499);
    assertThat(wallet.events(BalanceLow.class)).isEmpty();
    wallet.consume("b", 1);
    wallet.consume("c", 349);
    assertThat(wallet.events(BalanceLow.class))
        .extracting(BalanceLow::getAlertId, BalanceLow::getThreshold, BalanceLow::getBalance)
        .containsExactly(tuple("half", 500L, 500L));
    wallet.driver.restart();
    wallet.batch(false, LimitedWallet.hold("d", 60, 60L));
    wallet.consume("e", 10);
    assertThat(wallet.events(BalanceLow.class)).extracting(BalanceLow::getAlertId, BalanceLow::getBalance)
        .containsExactly(tuple("few", 91L));
    wallet.now = wallet.now.plusSeconds(61);
    wallet.upkeep();
    assertThat(wallet.wallet().state().low()).as("141 are above it").containsExactly("half");
    wallet.consume("f", 41);
    wallet.allocate(1900, null);
    wallet.consume("g", 1000);
    assertThat(wallet.events(BalanceLow.class)).extracting(BalanceLow::getAlertId, BalanceLow::getThreshold)
        .as("half of what there was with the new grant").containsExactly(tuple("few", 100L), tuple("half", 1000L));
    WalletSums.check(wallet.wallet());
  }

  @Test
  void anAlertThatIsSetBelowItsThresholdWaitsForACrossing() {
    WalletPolicy policy = new WalletPolicy(0, List.of(), List.of(new BalanceAlert("few", 2000L, null)), null);
    wallet.set(policy);
    wallet.consume("a", 1);
    assertThat(wallet.events(BalanceLow.class)).isEmpty();
    wallet.allocate(2000, null);
    wallet.set(policy);
    wallet.consume("b", 1000);
    assertThat(wallet.events(BalanceLow.class)).hasSize(1);
  }

  @Test
  void asksForMoreAndCountsWhatIsPending() {
    wallet.set(topUp(2));
    wallet.consume("a", 800);
    assertThat(wallet.events(TopUpRequested.class)).as("200 are not below 200").isEmpty();
    wallet.consume("b", 1);
    TopUpRequested first = wallet.events(TopUpRequested.class).getFirst();
    assertThat(first.getAmount()).isEqualTo(50);
    assertThat(first.getExpiresAt()).isEqualTo(wallet.now.plus(DAY));
    wallet.consume("c", 50);
    wallet.consume("d", 100);
    assertThat(wallet.events(TopUpRequested.class)).as("two are pending, no more").hasSize(1);
    assertThat(wallet.wallet().state().topUps().amount()).isEqualTo(100);
    wallet.driver.restart();

    String allocation = wallet.allocate(50, first.getTopUpId());

    assertThat(wallet.events(TopUpFulfilled.class))
        .extracting(TopUpFulfilled::getTopUpId, TopUpFulfilled::getAllocationId)
        .containsExactly(tuple(first.getTopUpId(), allocation));
    assertThat(wallet.wallet().state().topUps().pending()).as("another one was asked for").hasSize(2);
    wallet.allocate(500, "an invoice");
    assertThat(wallet.wallet().state().topUps().pending()).hasSize(2);
    assertThat(wallet.events(TopUpFulfilled.class)).isEmpty();
    WalletSums.check(wallet.wallet());
  }

  @Test
  void backsOffAfterADeclineUntilOneIsFulfilled() {
    wallet.set(topUp(1));
    wallet.consume("a", 900);
    for (Duration pause : List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4))) {
      String asked = wallet.events(TopUpRequested.class).getFirst().getTopUpId();
      assertThat(wallet.decline(asked).getDecision()).isEqualTo(Decision.APPROVED);
      Instant retryAt = wallet.now.plus(pause);
      assertThat(wallet.events(TopUpDeclined.class)).extracting(TopUpDeclined::getRetryAt).containsExactly(retryAt);
      assertThat(wallet.decline(asked).getCode()).isEqualTo(CreditRefusal.TOP_UP_NOT_FOUND);
      wallet.now = retryAt.minusMillis(1);
      wallet.consume("before " + pause, 1);
      assertThat(wallet.wallet().state().topUps().pending()).isEmpty();
      wallet.now = retryAt;
      wallet.upkeep();
    }
    wallet.allocate(50, wallet.events(TopUpRequested.class).getFirst().getTopUpId());
    assertThat(wallet.wallet().state().topUps().declines()).isZero();
    assertThat(wallet.events(TopUpRequested.class)).as("147 are still below 200").hasSize(1);
  }

  @Test
  void thePauseDoublesUpToADay() {
    assertThat(new TopUps(List.of(), 10, null).pause(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(1024)));
    assertThat(new TopUps(List.of(), 11, null).pause(NOON)).isEqualTo(NOON.plus(DAY));
    assertThat(new TopUps(List.of(), 1_000_000, null).pause(NOON)).isEqualTo(NOON.plus(DAY));
  }

  @Test
  void aRequestThatNobodyAnswersExpires() {
    wallet.set(topUp(1));
    wallet.consume("a", 900);
    String asked = wallet.events(TopUpRequested.class).getFirst().getTopUpId();
    wallet.now = wallet.now.plus(DAY);
    wallet.upkeep();
    assertThat(wallet.events(TopUpExpired.class)).extracting(TopUpExpired::getTopUpId).containsExactly(asked);
    TopUps topUps = wallet.wallet().state().topUps();
    assertThat(topUps.pending()).singleElement().satisfies(next -> assertThat(next.id()).isNotEqualTo(asked));
    wallet.allocate(50, asked);
    assertThat(wallet.events(TopUpFulfilled.class)).as("it is over").isEmpty();
    assertThat(wallet.decline(topUps.pending().getFirst().id()).getDecision()).isEqualTo(Decision.APPROVED);
    wallet.set(WalletPolicy.NONE);
    wallet.now = wallet.now.plus(DAY);
    wallet.upkeep();
    assertThat(wallet.wallet().state().topUps().pending()).as("nobody wants more").isEmpty();
  }

  private static WalletPolicy topUp(int maxPending) {
    return new WalletPolicy(0, List.of(), List.of(), new TopUpPolicy(200, 50, maxPending, DAY));
  }
}
