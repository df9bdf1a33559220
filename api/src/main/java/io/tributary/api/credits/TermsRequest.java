package io.tributary.api.credits;

import io.tributary.api.requests.Fields;
import io.tributary.outbox.AllocationTerms;
import io.tributary.outbox.AllocationTerms.Interval;
import io.tributary.outbox.AllocationTerms.Kind;
import io.tributary.schemas.Amounts;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How allocated credits may be spent, as a caller says it; what is absent has its default.
 *
 * @param kind {@code purchased} (the default), {@code granted} or {@code promotional}
 * @param priority 0 to 255, 50 by default; the smaller burns first
 * @param effectiveAt ISO-8601; at once when absent
 * @param expiresAt ISO-8601, exclusive; never when absent
 * @param costBasis what one credit cost, as a decimal string
 * @param externalKey the grant's name in the caller's system, unique within the wallet
 */
record TermsRequest(
    @Nullable String kind,
    @Nullable Integer priority,
    @Nullable String effectiveAt,
    @Nullable String expiresAt,
    @Nullable Recurrence recurrence,
    @Nullable Rollover rollover,
    @Nullable String costBasis,
    @Nullable String externalKey) {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,9})?");

  /**
   * @param interval {@code day}, {@code week}, {@code month} or {@code year}
   * @param anchor ISO-8601; when it takes effect, if absent
   */
  record Recurrence(@Nullable String interval, @Nullable String anchor) {}

  /**
   * @param min 0 when absent
   * @param max all, when absent
   */
  record Rollover(@Nullable Long min, @Nullable Long max) {}

  AllocationTerms toTerms() {
    return new AllocationTerms(
        kind == null ? Kind.PURCHASED : Fields.choice("terms.kind", kind, Kind.class),
        Objects.requireNonNullElse(priority, AllocationTerms.DEFAULT_PRIORITY),
        Fields.optionalInstant("terms.effectiveAt", effectiveAt),
        Fields.optionalInstant("terms.expiresAt", expiresAt),
        recurrence == null ? null : recurrence(recurrence),
        rollover == null ? new AllocationTerms.Rollover(0, Amounts.MAX) : rollover(rollover),
        costBasis == null ? null : decimal(costBasis),
        Fields.optionalText("terms.externalKey", externalKey, 200));
  }

  private static AllocationTerms.Recurrence recurrence(Recurrence recurrence) {
    String interval = Fields.required("terms.recurrence.interval", recurrence.interval());
    return new AllocationTerms.Recurrence(
        Fields.choice("terms.recurrence.interval", interval, Interval.class),
        Fields.optionalInstant("terms.recurrence.anchor", recurrence.anchor()));
  }

  private static AllocationTerms.Rollover rollover(Rollover rollover) {
    return new AllocationTerms.Rollover(
        Objects.requireNonNullElse(rollover.min(), 0L), Objects.requireNonNullElse(rollover.max(), Amounts.MAX));
  }

  private static BigDecimal decimal(String value) {
    if (!DECIMAL.matcher(value).matches()) {
      throw Fields.invalid(
          "terms.costBasis",
          "terms.costBasis must be a decimal string such as 0.0125, at most 20 digits before and 9 after the point");
    }
    return new BigDecimal(value);
  }
}
