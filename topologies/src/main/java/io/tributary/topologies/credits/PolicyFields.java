package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy within its wallet's row, with a format of its own. */
final class PolicyFields {
  private static final int FORMAT = 2;

  /** Before there were caps, alerts and top-ups; most policies are still such. */
  private static final int OVERDRAFT_ONLY = 1;

  /** Part of the stored data, as their indices: append only. */
  private static final List<CapWindow> WINDOWS =
      List.of(CapWindow.HOUR, CapWindow.DAY, CapWindow.WEEK, CapWindow.MONTH, CapWindow.TOTAL);

  private PolicyFields() {}

  static byte[] encode(WalletPolicy policy) {
    if (policy.caps().isEmpty() && !policy.watches()) {
      return new RowEncoder(OVERDRAFT_ONLY).number(policy.overdraft()).toBytes();
    }
    RowEncoder row = new RowEncoder(FORMAT).number(policy.overdraft()).number(policy.caps().size());
    for (SpendCap cap : policy.caps()) {
      row.text(cap.id()).optionalText(cap.operationCode()).optionalText(cap.userId()).flag(cap.perUser())
          .number(WINDOWS.indexOf(cap.window())).number(cap.limit());
    }
    row.number(policy.alerts().size());
    for (BalanceAlert alert : policy.alerts()) {
      Long threshold = alert.threshold();
      Integer percent = alert.percentOfGranted();
      row.text(alert.id()).flag(threshold != null).number(threshold == null ? number(percent) : threshold);
    }
    TopUpPolicy topUp = policy.topUp();
    row.flag(topUp != null);
    if (topUp != null) {
      row.number(topUp.threshold()).number(topUp.amount()).number(topUp.maxPending())
          .number(topUp.expiresAfter().toSeconds());
    }
    return row.toBytes();
  }

  static WalletPolicy decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    return switch (row.format()) {
      case OVERDRAFT_ONLY -> new WalletPolicy(row.number());
      case FORMAT -> new WalletPolicy(row.number(), caps(row), alerts(row), topUp(row));
      default -> throw row.unknownFormat();
    };
  }

  private static List<SpendCap> caps(RowDecoder row) {
    List<SpendCap> caps = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      caps.add(new SpendCap(
          row.text(), row.optionalText(), row.optionalText(), row.flag(), window((int) row.number()), row.number()));
    }
    return caps;
  }

  private static List<BalanceAlert> alerts(RowDecoder row) {
    List<BalanceAlert> alerts = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      String id = row.text();
      alerts.add(row.flag()
          ? new BalanceAlert(id, row.number(), null)
          : new BalanceAlert(id, null, (int) row.number()));
    }
    return alerts;
  }

  private static @Nullable TopUpPolicy topUp(RowDecoder row) {
    return row.flag()
        ? new TopUpPolicy(row.number(), row.number(), (int) row.number(), Duration.ofSeconds(row.number()))
        : null;
  }

  private static CapWindow window(int index) {
    if (index < 0 || index >= WINDOWS.size()) {
      throw new UnreadableRowException("unknown window " + index + " of a cap; it was written by a newer build");
    }
    return WINDOWS.get(index);
  }

  private static long number(@Nullable Integer percent) {
    return percent == null ? 0 : percent;
  }
}
