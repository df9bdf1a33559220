package io.tributary.topologies.usage;

import io.tributary.topologies.usage.Usage.Cost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random usage, some of it late, and what a question about it must answer. */
final class UsageHistories {
  static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  static final int DAYS = 100;

  private static final List<String> APPLICATIONS = List.of("crm", "hr", "projects");
  private static final List<String> OPERATIONS = List.of("a", "a.b", "orders.create", "\uFFFDodd", "\uD83D\uDE00odd");

  private UsageHistories() {}

  static List<Usage> random(Random chance, List<UUID> tenants, int size) {
    List<Usage> history = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Instant decided = NEW_YEAR.plusSeconds(chance.nextInt(DAYS * 86_400)).plusMillis(chance.nextInt(1000));
      long late = chance.nextInt(3) == 0 ? chance.nextInt(40 * 86_400) : chance.nextInt(3600) - 60;
      int user = chance.nextInt(7);
      history.add(new Usage(
          pick(chance, tenants),
          pick(chance, APPLICATIONS),
          pick(chance, OPERATIONS),
          user == 0 ? null : "user-" + user,
          cost(chance),
          decided.minusSeconds(late),
          decided));
    }
    return history;
  }

  private static Cost cost(Random chance) {
    return switch (chance.nextInt(6)) {
      case 0 -> Cost.REFUSED;
      case 1 -> Cost.reversed(1 + chance.nextInt(500));
      default -> Cost.spent(1 + chance.nextInt(500));
    };
  }

  static <T> T pick(Random chance, List<T> from) {
    return from.get(chance.nextInt(from.size()));
  }

  /** What the question is answered with, by window and group. */
  static NavigableMap<String, UsageSums> answer(List<Usage> history, UsageQuery query) {
    NavigableMap<String, UsageSums> sums = new TreeMap<>();
    Window kept = query.window() == Window.MONTH ? Window.DAY : query.window();
    for (Usage usage : history) {
      Instant window = query.window().start(usage.occurredAt());
      boolean asked = usage.tenantId().equals(query.tenantId())
          && !window.isBefore(query.from()) && window.isBefore(query.to())
          && wanted(query.filter().application(), usage.application())
          && wanted(query.filter().operationCode(), usage.operationCode())
          && wanted(query.filter().userId(), usage.userId());
      if (asked) {
        boolean late = kept.start(usage.occurredAt()).isBefore(kept.start(usage.decidedAt()));
        boolean operation = query.groupBy().contains(Dimension.OPERATION);
        sums.merge(
            key(
                window,
                operation || query.groupBy().contains(Dimension.APPLICATION) ? usage.application() : null,
                operation ? usage.operationCode() : null,
                query.groupBy().contains(Dimension.USER) ? Objects.requireNonNullElse(usage.userId(), "") : null),
            late ? UsageSums.of(usage).late() : UsageSums.of(usage),
            UsageSums::plus);
      }
    }
    return sums;
  }

  static String key(Instant window, @Nullable String application, @Nullable String operation, @Nullable String user) {
    return window + "|" + application + "|" + operation + "|" + user;
  }

  private static boolean wanted(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }
}
