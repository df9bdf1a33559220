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
    CONSUME("userId", "balancing", "occurredAt"),
    HOLD("userId", "balancing", "timeoutSeconds"),
    POST_HOLD("holdId"),
    VOID_HOLD("holdId"),
    VOID_GRANT("grantId"),
    RESET_WALLET("preserveOverage"),
    SET_POLICY("overdraft"),
    REVERSE("application", "operationCode", "consumptionId"),
    TRANSFER("toEntityId", "toApplication");

    private final List<String> fields;

    Kind(String... fields) {
      this.fields = List.of(fields);
    }
  }

  private static final int OCCURRED_AT = Kind.CONSUME.fields.indexOf("occurredAt");

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

  static @Nullable String seconds(@Nullable Duration duration) {
    return duration == null ? null : Long.toString(duration.toSeconds());
  }

  /** The JSON name of the first detail that differs; null when none does. */
  @Nullable String firstDetail(OperationContent other) {
    for (int i = 0; i < kind.fields.size(); i++) {
      if (!Objects.equals(detail(i), other.detail(i))) {
        return kind.fields.get(i);
      }
    }
    return null;
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
