package io.tributary.topologies.credits;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A wallet's policy between Avro and the model. */
public final class PolicyMapping {
  private PolicyMapping() {}

  /**
   * @throws IllegalArgumentException when a window is of a newer build, or a rule of policies is broken
   */
  static WalletPolicy policy(io.tributary.credits.WalletPolicy avro) {
    io.tributary.credits.TopUpPolicy topUp = avro.getTopUp();
    return new WalletPolicy(
        avro.getOverdraft(),
        avro.getCaps().stream()
            .map(cap -> new SpendCap(
                cap.getId(), cap.getOperationCode(), cap.getUserId(), cap.getPerUser(), window(cap.getWindow()),
                cap.getLimit()))
            .toList(),
        avro.getAlerts().stream()
            .map(alert -> new BalanceAlert(alert.getId(), alert.getThreshold(), alert.getPercentOfGranted()))
            .toList(),
        topUp == null
            ? null
            : new TopUpPolicy(
                topUp.getThreshold(), topUp.getAmount(), topUp.getMaxPending(),
                Duration.ofSeconds(topUp.getExpiresAfterSeconds())));
  }

  public static io.tributary.credits.WalletPolicy policy(WalletPolicy policy) {
    TopUpPolicy topUp = policy.topUp();
    return new io.tributary.credits.WalletPolicy(
        policy.overdraft(),
        policy.caps().stream()
            .map(cap -> new io.tributary.credits.SpendCap(
                cap.id(), cap.operationCode(), cap.userId(), cap.perUser(), window(cap.window()), cap.limit()))
            .toList(),
        policy.alerts().stream()
            .map(alert -> new io.tributary.credits.BalanceAlert(
                alert.id(), alert.threshold(), alert.percentOfGranted()))
            .toList(),
        topUp == null
            ? null
            : new io.tributary.credits.TopUpPolicy(
                topUp.threshold(), topUp.amount(), topUp.maxPending(), topUp.expiresAfter().toSeconds()));
  }

  static io.tributary.credits.@Nullable SpendCapExceeded exceeded(@Nullable ExceededCap cap) {
    return cap == null
        ? null
        : new io.tributary.credits.SpendCapExceeded(cap.capId(), cap.limit(), cap.left(), cap.windowEndsAt());
  }

  private static CapWindow window(io.tributary.credits.CapWindow avro) {
    return switch (avro) {
      case HOUR -> CapWindow.HOUR;
      case DAY -> CapWindow.DAY;
      case WEEK -> CapWindow.WEEK;
      case MONTH -> CapWindow.MONTH;
      case TOTAL -> CapWindow.TOTAL;
      case UNKNOWN -> throw new IllegalArgumentException("cap with a window that this build does not know");
    };
  }

  private static io.tributary.credits.CapWindow window(CapWindow window) {
    return switch (window) {
      case HOUR -> io.tributary.credits.CapWindow.HOUR;
      case DAY -> io.tributary.credits.CapWindow.DAY;
      case WEEK -> io.tributary.credits.CapWindow.WEEK;
      case MONTH -> io.tributary.credits.CapWindow.MONTH;
      case TOTAL -> io.tributary.credits.CapWindow.TOTAL;
    };
  }
}
