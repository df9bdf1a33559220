package io.tributary.api.credits;

import io.tributary.api.requests.Fields;
import io.tributary.schemas.Amounts;
import io.tributary.topologies.credits.BalanceAlert;
import io.tributary.topologies.credits.CapWindow;
import io.tributary.topologies.credits.SpendCap;
import io.tributary.topologies.credits.TopUpPolicy;
import io.tributary.topologies.credits.WalletPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole policy, as a caller says it; what is absent has its default.
 *
 * @param overdraft how many credits may be spent that no grant covers; 0 when absent
 * @param caps how much may be spent, at most 32; none when absent
 * @param alerts when to tell that the balance is low, at most 16; none when absent
 * @param topUp when to ask for more credits; never when absent
 */
record PolicyRequest(
    @Nullable String tenantId,
    @Nullable Long overdraft,
    @Nullable List<@Nullable Cap> caps,
    @Nullable List<@Nullable Alert> alerts,
    @Nullable TopUp topUp) {
  /**
   * A cap.
   *
   * @param id unique within the policy
   * @param operationCode of any operation when absent
   * @param userId by anybody when absent
   * @param perUser whether each user may spend the limit; all of them together when absent
   * @param window {@code hour}, {@code day}, {@code week}, {@code month} (of the calendar, UTC) or {@code total}
   * @param limit credits, from 0
   */
  record Cap(
      @Nullable String id,
      @Nullable String operationCode,
      @Nullable String userId,
      @Nullable Boolean perUser,
      @Nullable String window,
      @Nullable Long limit) {
    static Cap of(SpendCap cap) {
      String window = cap.window().name().toLowerCase(Locale.ROOT);
      return new Cap(cap.id(), cap.operationCode(), cap.userId(), cap.perUser(), window, cap.limit());
    }

    SpendCap toCap(String field) {
      boolean each = Boolean.TRUE.equals(perUser);
      if (each && userId != null) {
        throw Fields.invalid(field + ".userId", field + ".userId names one user, perUser means each");
      }
      return new SpendCap(
          Fields.text(field + ".id", id, 64),
          Fields.optionalText(field + ".operationCode", operationCode, 100),
          Fields.optionalText(field + ".userId", userId, 100),
          each,
          Fields.choice(field + ".window", Fields.required(field + ".window", window), CapWindow.class),
          number(field + ".limit", Fields.required(field + ".limit", limit), 0, Amounts.MAX));
    }
  }

  /**
   * An alert; one of the two is there.
   *
   * @param id unique within the policy
   * @param threshold credits, from 0
   * @param percentOfGranted 1 to 99, of the balance after credits came in last
   */
  record Alert(@Nullable String id, @Nullable Long threshold, @Nullable Long percentOfGranted) {
    static Alert of(BalanceAlert alert) {
      Integer percent = alert.percentOfGranted();
      return new Alert(alert.id(), alert.threshold(), percent == null ? null : percent.longValue());
    }

    BalanceAlert toAlert(String field) {
      String name = Fields.text(field + ".id", id, 64);
      if ((threshold == null) == (percentOfGranted == null)) {
        throw Fields.invalid(
            field + ".threshold", field + " must have either threshold or percentOfGranted");
      }
      return threshold == null
          ? new BalanceAlert(name, null, (int) number(field + ".percentOfGranted", percentOfGranted, 1, 99))
          : new BalanceAlert(name, number(field + ".threshold", threshold, 0, Amounts.MAX), null);
    }
  }

  /**
   * When to ask for more credits.
   *
   * @param threshold asked when the balance and what was asked for are below it
   * @param creditAmount of each request
   * @param maxPending how many requests may be open, 1 to 10; 1 when absent
   * @param expiresAfterSeconds how long a request is open, 60 to 31622400; a day when absent
   */
  record TopUp(
      @Nullable Long threshold,
      @Nullable Long creditAmount,
      @Nullable Long maxPending,
      @Nullable Long expiresAfterSeconds) {
    static TopUp of(TopUpPolicy topUp) {
      return new TopUp(
          topUp.threshold(), topUp.amount(), (long) topUp.maxPending(), topUp.expiresAfter().toSeconds());
    }

    TopUpPolicy toPolicy() {
      return new TopUpPolicy(
          number("topUp.threshold", Fields.required("topUp.threshold", threshold), 1, Amounts.MAX),
          number("topUp.creditAmount", Fields.required("topUp.creditAmount", creditAmount), 1, Amounts.MAX),
          (int) number("topUp.maxPending", maxPending == null ? 1L : maxPending, 1, TopUpPolicy.MAX_PENDING),
          Duration.ofSeconds(
              number(
                  "topUp.expiresAfterSeconds",
                  expiresAfterSeconds == null ? Duration.ofDays(1).toSeconds() : expiresAfterSeconds,
                  TopUpPolicy.MIN_EXPIRY.toSeconds(),
                  TopUpPolicy.MAX_EXPIRY.toSeconds())));
    }
  }

  WalletPolicy toPolicy() {
    return new WalletPolicy(
        number("overdraft", overdraft == null ? 0L : overdraft, 0, Amounts.MAX),
        spendCaps(),
        balanceAlerts(),
        topUp == null ? null : topUp.toPolicy());
  }

  private List<SpendCap> spendCaps() {
    List<@Nullable Cap> asked = atMost("caps", caps, WalletPolicy.MAX_CAPS);
    List<SpendCap> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      String field = "caps[" + i + "]";
      SpendCap cap = Fields.required(field, asked.get(i)).toCap(field);
      read.add(cap);
      different(field, ids.add(cap.id()));
    }
    return read;
  }

  private List<BalanceAlert> balanceAlerts() {
    List<@Nullable Alert> asked = atMost("alerts", alerts, WalletPolicy.MAX_ALERTS);
    List<BalanceAlert> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      String field = "alerts[" + i + "]";
      BalanceAlert alert = Fields.required(field, asked.get(i)).toAlert(field);
      read.add(alert);
      different(field, ids.add(alert.id()));
    }
    return read;
  }

  private static <T> List<@Nullable T> atMost(String field, @Nullable List<@Nullable T> items, int max) {
    if (items != null && items.size() > max) {
      throw Fields.invalid(field, field + " must have at most " + max + " items");
    }
    return items == null ? List.of() : items;
  }

  private static void different(String field, boolean different) {
    if (!different) {
      throw Fields.invalid(field + ".id", field + ".id is another one's already");
    }
  }

  private static long number(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw Fields.invalid(field, field + " must be a number from " + min + " to " + max);
    }
    return value;
  }
}
