package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.credits.Recurrence.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of one wallet: thousands of operations, of which each run checks every step. */
class WalletHistoriesTest {
  private static final Instant START = Instant.parse("2026-01-31T23:30:00Z");
  private static final int HISTORIES = 60;
  private static final int OPERATIONS = 120;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void keepEverySum(long seed) {
    RandomGenerator chance = new Random(seed);
    for (int history = 0; history < HISTORIES; history++) {
      run(new Random(chance.nextLong()), policy(chance));
    }
  }

  private static void run(RandomGenerator chance, WalletPolicy policy) {
    WalletId id = new WalletId("acme", "crm");
    Wallet start = new Wallet(
        id, List.of(), List.of(), policy, 0, WalletTotals.NONE, 0, START, START, null,
        PolicyState.NONE);
    List<WalletChange> log = new ArrayList<>();
    Wallet whole = start;
    Wallet pieces = start;
    Instant now = START;
    long balance = 0;
    WalletPast past = new WalletPast();
    LimitSums limits = new LimitSums(start);
    for (int i = 0; i < OPERATIONS; i++) {
      Instant next = now.plusSeconds(chance.nextInt(4) == 0 ? 0 : chance.nextInt(100_000));
      long operation = chance.nextLong();
      WalletBook book = WalletBook.open(whole, next);
      Wallet settled = book.wallet();
      Refusal refusal = operate(book, new Random(operation), i, past);
      if (refusal != null) {
        assertThat(book.wallet()).as("a refused operation changes nothing").isEqualTo(settled);
      }
      WalletBook piecewise = WalletBook.open(
          WalletSums.settleInPieces(pieces, now, next, Duration.ofSeconds(1 + chance.nextInt(50_000))), next);
      operate(piecewise, new Random(operation), i, past);
      whole = book.wallet();
      pieces = piecewise.wallet();
      assertThat(pieces).as("in pieces").isEqualTo(whole);
      past.add(book);
      log.addAll(book.changes());
      balance += book.changes().stream().mapToLong(WalletChange::delta).sum();
      assertThat(whole.balance()).as("the sum of the changes").isEqualTo(balance);
      WalletSums.check(whole);
      limits.check(book);
      assertThat(WalletRow.decode(id, WalletRow.encode(whole))).as("as a row").isEqualTo(whole);
      now = next;
    }
    Wallet folded = start;
    for (WalletChange change : log) {
      folded = folded.apply(change);
    }
    assertThat(folded).as("the fold of its changes").isEqualTo(whole);
    assertThat(log).extracting(WalletChange::at).isSorted();
  }

  private static @Nullable Refusal operate(
      WalletBook book, RandomGenerator chance, int number, WalletPast past) {
    Instant now = book.wallet().updatedAt();
    switch (chance.nextInt(18)) {
      case 0, 1 -> book.grant(grant(chance, number, now));
      case 2, 3, 4 -> {
        return book.consume(chance.nextInt(200));
      }
      case 5 -> assertThat(book.consumeUpTo(chance.nextInt(200))).isNotNegative();
      case 6, 7 -> {
        return book.hold("h" + number, chance.nextInt(200), time(chance, now));
      }
      case 8 -> {
        return book.post(anyHold(book, chance), chance.nextInt(200));
      }
      case 9 -> {
        return chance.nextBoolean() ? book.voidHold(anyHold(book, chance)) : book.postAll(anyHold(book, chance));
      }
      case 10 -> {
        return book.voidGrant("g" + chance.nextInt(number + 1));
      }
      case 11, 12 -> past.reverse(book, chance, "r" + number);
      case 13 -> {
        return chance.nextBoolean()
            ? book.send(1 + chance.nextInt(100))
            : book.arrive(List.of(new WalletChange.Arrival(Grant.purchased("g" + number, 1 + chance.nextInt(100), now), "elsewhere")));
      }
      case 14 -> {
        return book.reclaim(chance.nextBoolean() ? null : chance.nextLong(1, 200));
      }
      case 15 -> {
        return book.declineTopUp(anyTopUp(book, chance));
      }
      case 16 -> book.fulfilTopUp(anyTopUp(book, chance), "g" + number);
      default -> book.reset(chance.nextBoolean());
    }
    return null;
  }

  private static WalletPolicy policy(RandomGenerator chance) {
    List<BalanceAlert> alerts = chance.nextBoolean()
        ? List.of()
        : List.of(
            new BalanceAlert("few", (long) chance.nextInt(200), null),
            new BalanceAlert("part", null, 1 + chance.nextInt(99)));
    TopUpPolicy topUp = chance.nextBoolean()
        ? null
        : new TopUpPolicy(
            1 + chance.nextInt(500), 1 + chance.nextInt(100), 1 + chance.nextInt(4),
            Duration.ofMinutes(1 + chance.nextInt(5000)));
    return new WalletPolicy(chance.nextBoolean() ? 0 : chance.nextInt(500), List.of(), alerts, topUp);
  }

  private static Grant grant(RandomGenerator chance, int number, Instant now) {
    Instant effectiveAt = now.plusSeconds(chance.nextInt(-50_000, 300_000));
    Instant expiresAt = chance.nextInt(3) == 0 ? null : effectiveAt.plusSeconds(chance.nextInt(1_000_000));
    Recurrence recurrence = chance.nextInt(3) > 0
        ? null
        : new Recurrence(Interval.values()[chance.nextInt(4)], START.plusSeconds(chance.nextInt(-999_999, 999_999)));
    long min = chance.nextInt(3) == 0 ? chance.nextInt(50) : 0;
    Rollover rollover = chance.nextBoolean() ? Rollover.ALL : new Rollover(min, min + chance.nextInt(100));
    return new Grant(
        "g" + number, GrantKind.GRANTED, 1 + chance.nextInt(300), chance.nextInt(4), now, effectiveAt, expiresAt,
        recurrence, rollover, null, null);
  }

  private static @Nullable Instant time(RandomGenerator chance, Instant now) {
    return chance.nextInt(4) == 0 ? null : now.plusSeconds(chance.nextInt(200_000));
  }

  private static String anyTopUp(WalletBook book, RandomGenerator chance) {
    List<TopUpRequest> pending = book.wallet().state().topUps().pending();
    return pending.isEmpty() ? "none" : pending.get(chance.nextInt(pending.size())).id();
  }

  private static String anyHold(WalletBook book, RandomGenerator chance) {
    List<Hold> open = book.wallet().holds();
    return open.isEmpty() ? "none" : open.get(chance.nextInt(open.size())).id();
  }
}
