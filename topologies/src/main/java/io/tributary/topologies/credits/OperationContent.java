package io.tributary.topologies.credits;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operation asks for, as a repetition is compared with it; the wallet stands beside it.
 *
 * @param amount null where there is none, or it means all
 * @param details texts in the order of the kind's fields; a missing one is null, as for all that were added later
 */
public record OperationContent(Kind kind, @Nullable Long amount, List<@Nullable String> details) {
  /** What is asked, with the JSON names of its details. Both orders are part of the stored data: append only. */
  public enum Kind {
    CONSUME("userId", "balancing", "occurredAt", "creditAmount"),
    HOLD("userId", "balancing", "timeoutSeconds"),
    POST_HOLD("holdId"),
    VOID_HOLD("holdId"),
    VOID_GRANT("grantId"),
    RESET_WALLET("preserveOverage"),
    SET_POLICY("overdraft", "caps", "alerts", "topUp"),
    REVERSE("application", "operationCode", "consumptionId"),
    TRANSFER("toEntityId", "toApplication"),
    RECLAIM("reason"),
    DECLINE_TOP_UP("topUpId");

    private final List<String> fields;

    Kind(String... fields) {
      this.fields = List.of(fields);
    }
  }

  private static final int USER_ID = Kind.CONSUME.fields.indexOf("userId");
  private static final int OCCURRED_AT = Kind.CONSUME.fields.indexOf("occurredAt");

  /** The price's id; empty where none was found. A detail named creditAmount: it stands in for that. */
  private static final int PRICE = Kind.CONSUME.fields.indexOf("creditAmount");

  public OperationContent {
    details = Arrays.asList(details.toArray(String[]::new));
  }

  static OperationContent of(Kind kind, @Nullable Long amount, @Nullable String... details) {
    return new OperationContent(kind, amount, Arrays.asList(details));
  }

  /** A flag is remembered only where it is set, so that it weighs nothing. */
  static @Nullable String flag(boolean flag) {
    return flag ? "true" : null;
  }

  static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Long.toString(time.toEpochMilli());
  }

  static @Nullable String price(CreditCommand.Consume.@Nullable Price price) {
    return price == null ? null : Objects.requireNonNullElse(price.id(), "");
  }

  static @Nullable String seconds(@Nullable Duration duration) {
    return duration == null ? null : Long.toString(duration.toSeconds());
  }

  /** The JSON name of the first detail that differs; null when none does. */
  @Nullable String firstDetail(OperationContent other) {
    for (int i = 0; i < kind.fields.size(); i++) {
      if (isPrice(i) ? priced() != other.priced() : !Objects.equals(detail(i), other.detail(i))) {
        return kind.fields.get(i);
      }
    }
    return null;
  }

  /** A price may change between two requests of one operation, and the amount with it: it is not what was asked. */
  boolean sameAmount(OperationContent other) {
    return (priced() && other.priced()) || Objects.equals(amount, other.amount);
  }

  /** The price that made the amount; null where the caller named it. */
  @Nullable String priceId() {
    String price = kind == Kind.CONSUME ? detail(PRICE) : null;
    return price == null || price.isEmpty() ? null : price;
  }

  private boolean priced() {
    return kind == Kind.CONSUME && detail(PRICE) != null;
  }

  private boolean isPrice(int index) {
    return kind == Kind.CONSUME && index == PRICE;
  }

  /** Who consumed or held; null where nobody was named. */
  @Nullable String userId() {
    return kind == Kind.CONSUME || kind == Kind.HOLD ? detail(USER_ID) : null;
  }

  /** When late usage happened, as its sender says. */
  @Nullable Instant occurredAt() {
    String millis = kind == Kind.CONSUME ? detail(OCCURRED_AT) : null;
    return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private @Nullable String detail(int index) {
    return index < details.size() ? details.get(index) : null;
  }
}
