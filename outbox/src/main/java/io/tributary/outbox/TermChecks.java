package io.tributary.outbox;

import io.tributary.outbox.AllocationTerms.Recurrence;
import io.tributary.outbox.AllocationTerms.Rollover;
import io.tributary.schemas.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The rules that an allocation's terms must meet; a refusal names the field as {@code terms.priority}. */
final class TermChecks {
  /** Key order in stores and millisecond arithmetic hold between these; nothing that people plan lies beyond. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int COST_DIGITS = 20;
  private static final int MAX_KEY = 200;

  private TermChecks() {}

  /** The terms in canonical form: times in milliseconds, the cost basis without trailing zeros. */
  static @Nullable AllocationTerms checked(@Nullable AllocationTerms terms) {
    if (terms == null) {
      return null;
    }
    if (terms.priority() < 0 || terms.priority() > 255) {
      throw Checks.invalid("terms.priority", "must be from 0 to 255");
    }
    Instant effectiveAt = time("terms.effectiveAt", terms.effectiveAt());
    Instant expiresAt = time("terms.expiresAt", terms.expiresAt());
    if (effectiveAt != null && expiresAt != null && !expiresAt.isAfter(effectiveAt)) {
      throw Checks.invalid("terms.expiresAt", "must be after terms.effectiveAt");
    }
    return new AllocationTerms(
        terms.kind(),
        terms.priority(),
        effectiveAt,
        expiresAt,
        recurrence(terms.recurrence()),
        rollover(terms.rollover()),
        costBasis(terms.costBasis()),
        Checks.optionalText("terms.externalKey", terms.externalKey(), MAX_KEY));
  }

  /** What can only be told when the allocation is made: it must not be over by then. */
  static void inTime(@Nullable AllocationTerms terms, Instant now) {
    if (terms != null && terms.expiresAt() != null && !terms.expiresAt().isAfter(now)) {
      throw Checks.invalid("terms.expiresAt", "must be in the future");
    }
  }

  private static @Nullable Recurrence recurrence(@Nullable Recurrence recurrence) {
    return recurrence == null
        ? null
        : new Recurrence(recurrence.interval(), time("terms.recurrence.anchor", recurrence.anchor()));
  }

  private static Rollover rollover(Rollover rollover) {
    if (rollover.min() < 0 || rollover.min() > Amounts.MAX) {
      throw Checks.invalid("terms.rollover.min", "must be from 0 to " + Amounts.MAX);
    }
    if (rollover.max() < rollover.min() || rollover.max() > Amounts.MAX) {
      throw Checks.invalid("terms.rollover.max", "must be from terms.rollover.min to " + Amounts.MAX);
    }
    return rollover;
  }

  private static @Nullable BigDecimal costBasis(@Nullable BigDecimal cost) {
    if (cost == null) {
      return null;
    }
    BigDecimal plain = AllocationTerms.canonical(cost);
    int digits = plain.precision() - plain.scale();
    if (plain.signum() < 0 || plain.scale() > AllocationTerms.COST_SCALE || digits > COST_DIGITS) {
      throw Checks.invalid(
          "terms.costBasis",
          "must be a decimal from 0 with at most " + COST_DIGITS + " digits before and "
              + AllocationTerms.COST_SCALE + " after the point");
    }
    return plain;
  }

  private static @Nullable Instant time(String field, @Nullable Instant time) {
    if (time == null) {
      return null;
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw Checks.invalid(field, "must be between the years 1970 and 9999");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
