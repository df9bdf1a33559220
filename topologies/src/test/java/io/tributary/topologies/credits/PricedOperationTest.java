package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.credits.CreditCommand.Consume;
import io.tributary.topologies.credits.CreditCommand.Consume.Price;
import io.tributary.topologies.credits.OperationOutcome.Source;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.TenantStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An operation without an amount is the same one at whatever price it comes again. */
class PricedOperationTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final WalletId WALLET = new WalletId("acme", "crm");
  private static final OperationId OPERATION = new OperationId("crm", "a.b", "1");

  private static Consume consume(long amount, @Nullable Price price) {
    return new Consume(WALLET, OPERATION, amount, false, null, price, Map.of(), null);
  }

  /** As the operation log gives it back. */
  private static OperationOutcome recorded(Consume first) {
    OperationOutcome outcome = new OperationOutcome(
        first.content("ann"), WALLET, new Source(new UUID(1, 2), 0, 3, 4), null, first.amount(), Spent.NOTHING, null, null,
        null, AT, null);
    return OperationRow.decode(OPERATION, OperationRow.encode(OPERATION, outcome));
  }

  @Test
  void anotherPriceOrNoneAnyMoreIsNoDifference() {
    OperationOutcome first = recorded(consume(5, new Price("p1")));
    assertThat(first.firstDifference(consume(5, new Price("p1")), "ann")).isNull();
    assertThat(first.firstDifference(consume(7, new Price("p2")), "ann")).isNull();
    assertThat(first.firstDifference(consume(0, new Price(null)), "ann")).isNull();
    assertThat(first.content().priceId()).isEqualTo("p1");
    assertThat(Replies.of(OPERATION, first).getPriceId()).isEqualTo("p1");
    assertThat(Replies.of(OPERATION, first).getAmount()).isEqualTo(5);
    assertThat(first.firstDifference(consume(7, new Price("p2")), "bob")).isEqualTo("userId");
  }

  @Test
  void anAmountOfOnesOwnIsADifferenceEvenIfItIsThePrice() {
    assertThat(recorded(consume(5, new Price("p1"))).firstDifference(consume(5, null), "ann")).isEqualTo("creditAmount");
    assertThat(recorded(consume(5, null)).firstDifference(consume(5, new Price("p1")), "ann")).isEqualTo("creditAmount");
    assertThat(recorded(consume(5, null)).firstDifference(consume(5, null), "ann")).isNull();
    assertThat(recorded(consume(5, null)).firstDifference(consume(6, null), "ann")).isEqualTo("creditAmount");
  }

  @Test
  void withoutAPriceNothingIsDecidedOrRemembered() {
    CreditLedger ledger = new CreditLedger(Duration.ofDays(32));
    Wallet wallet = Wallet.empty(WALLET, AT);
    var refused = (Outcome.Refused<CreditEvent, Refusal>)
        ledger.decide(new LedgerState(TenantStanding.UNKNOWN, wallet), consume(0, new Price(null)), AT);
    assertThat(refused.reason()).isEqualTo(Refusal.AMOUNT_OUT_OF_RANGE);
    assertThat(refused.reason().byState()).isFalse();
    assertThat(refused.events()).isEmpty();
  }
}
