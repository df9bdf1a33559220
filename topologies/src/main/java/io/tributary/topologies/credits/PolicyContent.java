package io.tributary.topologies.credits;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy as texts that a repetition is compared by; what is absent is left out, as are fields that come later. */
final class PolicyContent {
  private PolicyContent() {}

  static @Nullable String caps(WalletPolicy policy) {
    return list(policy.caps().stream()
        .map(cap -> field("id", cap.id())
            + field("code", cap.operationCode())
            + field("user", cap.userId())
            + (cap.perUser() ? "&each" : "")
            + field("window", cap.window().name().toLowerCase(Locale.ROOT))
            + field("limit", cap.limit()))
        .toList());
  }

  static @Nullable String alerts(WalletPolicy policy) {
    return list(policy.alerts().stream()
        .map(alert -> field("id", alert.id())
            + field("at", alert.threshold())
            + field("percent", alert.percentOfGranted()))
        .toList());
  }

  static @Nullable String topUp(WalletPolicy policy) {
    TopUpPolicy topUp = policy.topUp();
    return topUp == null
        ? null
        : field("threshold", topUp.threshold())
            + field("amount", topUp.amount())
            + field("pending", topUp.maxPending())
            + field("seconds", topUp.expiresAfter().toSeconds());
  }

  private static @Nullable String list(List<String> items) {
    return items.isEmpty() ? null : items.stream().collect(Collectors.joining(";"));
  }

  private static String field(String name, @Nullable Object value) {
    return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }
}
