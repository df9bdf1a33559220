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
   * @param expected what each tenant's wallet must be, by name
   */
  public static Verification run(
      Platform platform, Map<String, String> tenantIds, Map<String, Platform.Wallet> expected, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, Platform.Wallet> wallets = new TreeMap<>();
    List<String> mismatches = new ArrayList<>();
    for (Map.Entry<String, Platform.Wallet> entry : new TreeMap<>(expected).entrySet()) {
      String tenant = entry.getKey();
      String tenantId = tenantIds.get(tenant);
      Platform.Wallet due = entry.getValue();
      Platform.Wallet actual = platform.wallet(tenantId);
      while (!actual.equals(due) && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        actual = platform.wallet(tenantId);
      }
      wallets.put(tenant, actual);
      if (!actual.equals(due)) {
        mismatches.add(String.format("%s: allocated %,d, consumed %,d, balance %,d; expected %,d, %,d, %,d",
            tenant, actual.allocated(), actual.consumed(), actual.balance(),
            due.allocated(), due.consumed(), due.balance()));
      }
    }
    return new Verification(wallets, List.copyOf(mismatches));
  }

  public boolean isExact() {
    return mismatches.isEmpty();
  }
}
