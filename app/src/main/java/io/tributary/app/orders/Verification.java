package io.tributary.app.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads the wallets back and compares them with what they must be.
 *
 * @param wallets what the platform says, by tenant
 * @param mismatches one sentence for each wallet that is wrong; empty when all is exact
 */
public record Verification(Map<String, Platform.Wallet> wallets, List<String> mismatches) {
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Wallets are views of what the ledger decided and follow it within milliseconds; a difference counts only if it lasts.
   *
   * @param tenantIds id by name
   */
  public static Verification run(
      Platform platform, Map<String, String> tenantIds, Ledger ledger, long fund, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, Platform.Wallet> wallets = new TreeMap<>();
    List<String> mismatches = new ArrayList<>();
    for (Map.Entry<String, String> tenant : new TreeMap<>(tenantIds).entrySet()) {
      long consumed = ledger.of(tenant.getKey()).consumed();
      Platform.Wallet expected = new Platform.Wallet(fund - consumed, fund, consumed);
      Platform.Wallet actual = platform.wallet(tenant.getValue());
      while (!actual.equals(expected) && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        actual = platform.wallet(tenant.getValue());
      }
      wallets.put(tenant.getKey(), actual);
      if (!actual.equals(expected)) {
        mismatches.add(String.format("%s: allocated %,d, consumed %,d, balance %,d; expected %,d, %,d, %,d",
            tenant.getKey(), actual.allocated(), actual.consumed(), actual.balance(),
            expected.allocated(), expected.consumed(), expected.balance()));
      }
    }
    return new Verification(wallets, List.copyOf(mismatches));
  }

  public boolean isExact() {
    return mismatches.isEmpty();
  }
}
