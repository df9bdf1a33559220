package io.tributary.topologies.credits;

import io.tributary.schemas.Amounts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a wallet allows, and when it speaks up.
 *
 * @param overdraft how much may be spent that no grant covers, 0 to {@link Amounts#MAX}
 * @param caps how much may be spent, at most {@link #MAX_CAPS}
 * @param alerts when its balance is low, at most {@link #MAX_ALERTS}
 * @param topUp when it asks for more credits; null: never
 */
public record WalletPolicy(
    long overdraft, List<SpendCap> caps, List<BalanceAlert> alerts, @Nullable TopUpPolicy topUp) {
  public static final WalletPolicy NONE = new WalletPolicy(0);
  public static final int MAX_CAPS = 32;
  public static final int MAX_ALERTS = 16;

  public WalletPolicy {
    caps = List.copyOf(caps);
    alerts = List.copyOf(alerts);
    if (overdraft < 0 || overdraft > Amounts.MAX) {
      throw new IllegalArgumentException("overdraft of " + overdraft + " credits");
    } else if (caps.size() > MAX_CAPS || alerts.size() > MAX_ALERTS) {
      throw new IllegalArgumentException(caps.size() + " caps and " + alerts.size() + " alerts");
    } else if (repeated(caps.stream().map(SpendCap::id).toList())
        || repeated(alerts.stream().map(BalanceAlert::id).toList())) {
      throw new IllegalArgumentException("two caps or two alerts have one id");
    }
  }

  public WalletPolicy(long overdraft) {
    this(overdraft, List.of(), List.of(), null);
  }

  /** Whether something may follow from a change of the balance. */
  boolean watches() {
    return !alerts.isEmpty() || topUp != null;
  }

  Optional<SpendCap> cap(String id) {
    return caps.stream().filter(cap -> cap.id().equals(id)).findFirst();
  }

  private static boolean repeated(List<String> ids) {
    Set<String> different = new HashSet<>(ids);
    return different.size() < ids.size();
  }
}
