package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Amounts;
import io.tributary.topologies.credits.CreditCommand.Allocate;
import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.Fund;
import io.tributary.topologies.credits.CreditEvent.Allocated;
import io.tributary.topologies.credits.CreditEvent.Funded;
import io.tributary.topologies.credits.CreditEvent.Performed;
import io.tributary.topologies.credits.CreditEvent.Refused;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.TenantStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditLedgerTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final WalletId WALLET = new WalletId("acme", "crm");
  private static final OperationId OPERATION = new OperationId("crm", "orders.create", "1");

  private final CreditLedger ledger = new CreditLedger(Duration.ofDays(32));

  @Test
  void theFirstAllocationOpensTheWallet() {
    LedgerState after = given(TenantStanding.ACTIVE, null).when(allocate(100))
        .thenAccepts(allocated(Wallet.empty(WALLET, NOON), 100));
    assertThat(after.wallet()).isNotNull();
    assertThat(after.wallet()).extracting(Wallet::balance, Wallet::version, Wallet::createdAt)
        .containsExactly(100L, 1L, NOON);
  }

  @Test
  void aFurtherAllocationGrowsIt() {
    given(TenantStanding.ACTIVE, wallet(100, 40)).when(allocate(1)).thenAccepts(allocated(wallet(100, 40), 1));
  }

  @Test
  void anAllocationOfASuspendedTenantIsAFact() {
    given(TenantStanding.INACTIVE, wallet(100, 40)).when(allocate(1)).thenAccepts(allocated(wallet(100, 40), 1));
  }

  @Test
  void aFundingMovesNoWallet() {
    Fund fund = new Fund("f1", "acme", 500, "bought", 500, 500, null);
    given(TenantStanding.UNKNOWN, null).when(fund).thenAccepts(new Funded(fund, NOON));
  }

  @Test
  void anImpossibleAllocationIsNotAnEvent() {
    assertThatThrownBy(() -> given(TenantStanding.ACTIVE, null).when(allocate(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> given(TenantStanding.ACTIVE, wallet(Amounts.MAX, 0)).when(allocate(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void consumesUpToTheLastCredit() {
    LedgerState after = given(TenantStanding.ACTIVE, wallet(100, 40)).when(consume(60)).thenAccepts(consumed(60));
    assertThat(after.wallet()).isNotNull();
    assertThat(after.wallet().balance()).isZero();
  }

  @Test
  void refusesMoreThanTheBalance() {
    given(TenantStanding.ACTIVE, wallet(100, 40)).when(consume(61)).thenRefuses(Refusal.INSUFFICIENT_CREDITS, 60L);
  }

  @Test
  void refusesWithoutAWallet() {
    given(TenantStanding.ACTIVE, null).when(consume(1)).thenRefuses(Refusal.WALLET_NOT_FOUND, null);
  }

  @Test
  void refusesATenantThatIsNotActive() {
    given(TenantStanding.INACTIVE, wallet(100, 40)).when(consume(1)).thenRefuses(Refusal.TENANT_NOT_ACTIVE, 60L);
    given(TenantStanding.INACTIVE, null).when(consume(1)).thenRefuses(Refusal.TENANT_NOT_ACTIVE, null);
  }

  @Test
  void servesATenantThatItHasNotHeardOfYet() {
    given(TenantStanding.UNKNOWN, wallet(100, 40)).when(consume(1)).thenAccepts(consumed(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Amounts.MAX + 1, Long.MAX_VALUE})
  void anAmountOutOfRangeIsNotWorthAnEvent(long amount) {
    Outcome<CreditEvent, Refusal> outcome =
        ledger.decide(new LedgerState(TenantStanding.ACTIVE, wallet(100, 40)), consume(amount), NOON);
    assertThat(outcome).isEqualTo(new Outcome.Refused<>(Refusal.AMOUNT_OUT_OF_RANGE, List.of()));
  }

  private Given given(TenantStanding standing, @Nullable Wallet wallet) {
    return new Given(new LedgerState(standing, wallet));
  }

  private static Wallet wallet(long allocated, long consumed) {
    return Wallet.empty(WALLET, MORNING)
        .apply(new WalletChange.Granted(Grant.purchased("a0", allocated, MORNING), MORNING))
        .apply(new WalletChange.Consumed(List.of(new Burn("a0", consumed)), 0, MORNING));
  }

  private static Allocated allocated(Wallet before, long amount) {
    WalletChange.Granted granted = new WalletChange.Granted(Grant.purchased("a1", amount, NOON), NOON);
    return new Allocated(allocate(amount), granted, before.apply(granted));
  }

  private static Performed consumed(long amount) {
    WalletChange.Consumed change = new WalletChange.Consumed(List.of(new Burn("a0", amount)), 0, NOON);
    return new Performed(consume(amount), OPERATION, change, wallet(100, 40).apply(change));
  }

  private static Allocate allocate(long amount) {
    return new Allocate(WALLET, "a1", amount, "budget", null);
  }

  private static Consume consume(long amount) {
    return new Consume(WALLET, OPERATION, amount, Map.of("k", "v"));
  }

  private final class Given {
    private final LedgerState state;

    Given(LedgerState state) {
      this.state = state;
    }

    Then when(CreditCommand command) {
      return new Then(state, command, ledger.decide(state, command, NOON));
    }
  }

  private final class Then {
    private final LedgerState before;
    private final CreditCommand command;
    private final Outcome<CreditEvent, Refusal> outcome;

    Then(LedgerState before, CreditCommand command, Outcome<CreditEvent, Refusal> outcome) {
      this.before = before;
      this.command = command;
      this.outcome = outcome;
    }

    LedgerState thenAccepts(CreditEvent event) {
      assertThat(outcome).isEqualTo(new Outcome.Accepted<>(List.of(event)));
      LedgerState after = ledger.evolve(before, event);
      if (event instanceof CreditEvent.WalletEvent moved) {
        assertThat(after.wallet()).as("what the event says is what it leads to").isEqualTo(moved.after());
      }
      return after;
    }

    void thenRefuses(Refusal reason, @Nullable Long balance) {
      Refused refused = new Refused((CreditCommand.Operation) command, reason, balance, NOON, null);
      assertThat(outcome).isEqualTo(new Outcome.Refused<>(reason, List.of(refused)));
      assertThat(ledger.evolve(before, refused)).as("a refusal changes nothing").isEqualTo(before);
    }
  }
}
