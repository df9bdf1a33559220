package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.Decision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories under caps, beside a model that knows only what was approved, and when. */
class SpendCapHistoriesTest {
  private static final int STEPS = 250;
  private static final List<String> USERS = List.of("ann", "bob", "eve");
  private static final List<String> CODES = List.of("orders.create", "mail.send");
  private static final List<SpendCap> CAPS = List.of(
      new SpendCap("hourly", null, null, false, CapWindow.HOUR, 150),
      new SpendCap("mail", "mail.send", null, true, CapWindow.DAY, 120),
      new SpendCap("eve", null, "eve", false, CapWindow.WEEK, 300),
      new SpendCap("ever", null, null, true, CapWindow.TOTAL, 4_000));

  /** What was approved: {@code left} is what still counts as spent or held. */
  private static final class Spending {
    final BatchOperation asked;
    final Instant at;
    final @Nullable String holdId;
    boolean open;
    long left;

    Spending(BatchOperation asked, CreditOutcome outcome, Instant at) {
      this.asked = asked;
      this.at = at;
      this.holdId = outcome.getHoldId();
      this.open = holdId != null;
      this.left = outcome.getAmount();
    }

    @Nullable Instant expiresAt() {
      Long seconds = asked.getTimeoutSeconds();
      return seconds == null ? null : at.plusSeconds(seconds);
    }
  }

  private final Map<String, Long> counted = new HashMap<>();
  private final List<Spending> spendings = new ArrayList<>();
  private int number;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverSpendMoreThanACapAllowsNorRefuseLess(long seed) {
    RandomGenerator chance = new Random(seed);
    int refused = 0;
    try (LimitedWallet wallet = new LimitedWallet(directory, 4_000)) {
      wallet.set(new WalletPolicy(100, CAPS, List.of(new BalanceAlert("few", 100L, null)), null));
      for (int step = 0; step < STEPS; step++) {
        wallet.now = wallet.now.plusSeconds(1 + chance.nextInt(1200));
        expire(wallet.now);
        switch (chance.nextInt(8)) {
          case 0 -> end(wallet, chance);
          case 1 -> reverse(wallet, chance);
          case 2 -> wallet.upkeep();
          default -> refused += spend(wallet, chance);
        }
        if (step == STEPS / 2) {
          wallet.driver.restart();
        }
        check(wallet);
      }
    }
    assertThat(refused).as("caps refused something").isGreaterThan(20);
  }

  private int spend(LimitedWallet wallet, RandomGenerator chance) {
    boolean linked = chance.nextInt(3) == 0;
    BatchOperation[] items = new BatchOperation[1 + chance.nextInt(4)];
    for (int i = 0; i < items.length; i++) {
      items[i] = item(chance);
    }
    List<CreditOutcome> outcomes = wallet.batch(linked, items);
    boolean undone = linked && outcomes.stream().anyMatch(outcome -> outcome.getDecision() != Decision.APPROVED);
    int refused = 0;
    for (int i = 0; i < items.length && !undone; i++) {
      refused += follow(items[i], outcomes.get(i), wallet.now);
    }
    return refused;
  }

  private int follow(BatchOperation item, CreditOutcome outcome, Instant now) {
    long least = item.getBalancing() ? 1 : item.getAmount();
    if (outcome.getDecision() == Decision.APPROVED) {
      spendings.add(new Spending(item, outcome, now));
      count(item, now, outcome.getAmount());
      return 0;
    } else if (outcome.getCode() == CreditRefusal.SPEND_CAP_EXCEEDED) {
      SpendCap cap = CAPS.stream().filter(each -> each.id().equals(outcome.getCap().getCapId())).findFirst().orElseThrow();
      long left = cap.limit() - counted.getOrDefault(key(cap, item, now), 0L);
      assertThat(outcome.getCap().getLeft()).as("%s refused %s", cap, item).isEqualTo(left).isLessThan(least);
      assertThat(outcome.getCap().getWindowEndsAt()).isEqualTo(cap.window().end(now));
      return 1;
    }
    assertThat(outcome.getCode()).isEqualTo(CreditRefusal.INSUFFICIENT_CREDITS);
    return 0;
  }

  private void end(LimitedWallet wallet, RandomGenerator chance) {
    List<Spending> open = spendings.stream().filter(spending -> spending.open).toList();
    if (open.isEmpty()) {
      return;
    }
    Spending hold = open.get(chance.nextInt(open.size()));
    long posted = chance.nextBoolean() ? 0 : chance.nextLong(hold.left + 1);
    CreditOutcome outcome = posted == 0 ? wallet.voidHold(hold.holdId) : wallet.post(hold.holdId, posted);
    assertThat(outcome.getDecision()).isEqualTo(Decision.APPROVED);
    giveBack(hold, hold.left - posted, wallet.now);
    hold.open = false;
  }

  private void reverse(LimitedWallet wallet, RandomGenerator chance) {
    List<Spending> spent = spendings.stream()
        .filter(spending -> !spending.open && spending.left > 0)
        .filter(spending -> spending.asked.getOperationCode().equals("orders.create"))
        .toList();
    if (spent.isEmpty()) {
      return;
    }
    Spending one = spent.get(spent.size() - 1 - chance.nextInt(Math.min(5, spent.size())));
    long amount = 1 + chance.nextLong(one.left);
    assertThat(wallet.reverse(one.asked.getOperationId(), amount).getDecision()).isEqualTo(Decision.APPROVED);
    giveBack(one, amount, wallet.now);
  }

  private void expire(Instant now) {
    for (Spending spending : spendings) {
      Instant expiresAt = spending.expiresAt();
      if (spending.open && expiresAt != null && !expiresAt.isAfter(now)) {
        giveBack(spending, spending.left, expiresAt);
        spending.open = false;
      }
    }
  }

  private void giveBack(Spending spending, long amount, Instant now) {
    spending.left -= amount;
    for (SpendCap cap : covering(spending.asked)) {
      if (Objects.equals(cap.window().end(spending.at), cap.window().end(now))) {
        counted.merge(key(cap, spending.asked, now), -amount, Long::sum);
      }
    }
  }

  private void count(BatchOperation item, Instant now, long amount) {
    for (SpendCap cap : covering(item)) {
      long sum = counted.merge(key(cap, item, now), amount, Long::sum);
      assertThat(sum).as("counted by %s", cap).isLessThanOrEqualTo(cap.limit());
    }
  }

  /** What was spent or is held of each window, whatever was given back when. */
  private void check(LimitedWallet wallet) {
    Map<String, Long> spent = new HashMap<>();
    for (Spending spending : spendings) {
      for (SpendCap cap : covering(spending.asked)) {
        long sum = spent.merge(key(cap, spending.asked, spending.at), spending.left, Long::sum);
        assertThat(sum).as("spent under %s", cap).isLessThanOrEqualTo(cap.limit());
      }
    }
    WalletSums.check(wallet.wallet());
  }

  private static List<SpendCap> covering(BatchOperation item) {
    return CAPS.stream().filter(cap -> cap.covers(item.getOperationCode(), item.getUserId())).toList();
  }

  private static String key(SpendCap cap, BatchOperation item, Instant at) {
    return cap.id() + "/" + cap.window().end(at) + "/" + (cap.perUser() ? item.getUserId() : "");
  }

  private BatchOperation item(RandomGenerator chance) {
    return BatchOperation.newBuilder(LimitedWallet.item("op-" + number++, 1 + chance.nextInt(60)))
        .setOperationCode(CODES.get(chance.nextInt(CODES.size())))
        .setUserId(USERS.get(chance.nextInt(USERS.size())))
        .setBalancing(chance.nextInt(6) == 0)
        .setHold(chance.nextInt(3) == 0)
        .setTimeoutSeconds(chance.nextBoolean() ? null : Long.valueOf(1L + chance.nextInt(3000)))
        .build();
  }
}
