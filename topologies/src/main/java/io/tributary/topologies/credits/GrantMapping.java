package io.tributary.topologies.credits;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BurnedGrant;
import io.tributary.credits.RecurrenceInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grants between Avro and the model. */
final class GrantMapping {
  private static final int COST_SCALE = 9;

  private GrantMapping() {}

  /**
   * @throws IllegalArgumentException when a kind or an interval is of a newer build, or a rule of grants is broken
   */
  static @Nullable GrantTerms terms(AllocationRecorded allocation) {
    io.tributary.credits.GrantTerms avro = allocation.getTerms();
    if (avro == null) {
      return null;
    }
    return new GrantTerms(
        kind(avro.getKind()),
        avro.getPriority(),
        avro.getEffectiveAt(),
        avro.getExpiresAt(),
        recurrence(allocation, avro),
        new Rollover(avro.getRolloverMin(), avro.getRolloverMax()),
        avro.getCostBasis(),
        avro.getExternalKey());
  }

  static io.tributary.credits.@Nullable GrantTerms terms(@Nullable GrantTerms terms) {
    if (terms == null) {
      return null;
    }
    Recurrence recurrence = terms.recurrence();
    BigDecimal costBasis = terms.costBasis();
    return io.tributary.credits.GrantTerms.newBuilder()
        .setKind(kind(terms.kind()))
        .setPriority(terms.priority())
        .setEffectiveAt(terms.effectiveAt())
        .setExpiresAt(terms.expiresAt())
        .setRecurs(recurrence == null ? null : interval(recurrence.interval()))
        .setRecurrenceAnchor(recurrence == null ? null : recurrence.anchor())
        .setRolloverMin(terms.rollover().min())
        .setRolloverMax(terms.rollover().max())
        .setCostBasis(costBasis == null ? null : costBasis.setScale(COST_SCALE, RoundingMode.UNNECESSARY))
        .setExternalKey(terms.externalKey())
        .build();
  }

  static List<BurnedGrant> burned(List<Burn> burns) {
    return burns.stream().map(burn -> new BurnedGrant(burn.grantId(), burn.amount())).toList();
  }

  /** Without an anchor of its own, a grant recurs from when it takes effect, or was recorded. */
  private static @Nullable Recurrence recurrence(
      AllocationRecorded allocation, io.tributary.credits.GrantTerms avro) {
    RecurrenceInterval recurs = avro.getRecurs();
    if (recurs == null) {
      return null;
    }
    Instant start = avro.getEffectiveAt() == null ? allocation.getMeta().getTimestamp() : avro.getEffectiveAt();
    return new Recurrence(interval(recurs), avro.getRecurrenceAnchor() == null ? start : avro.getRecurrenceAnchor());
  }

  private static GrantKind kind(io.tributary.credits.GrantKind avro) {
    return switch (avro) {
      case PURCHASED -> GrantKind.PURCHASED;
      case GRANTED -> GrantKind.GRANTED;
      case PROMOTIONAL -> GrantKind.PROMOTIONAL;
      case UNKNOWN -> throw new IllegalArgumentException("grant of a kind that this build does not know");
    };
  }

  private static io.tributary.credits.GrantKind kind(GrantKind kind) {
    return switch (kind) {
      case PURCHASED -> io.tributary.credits.GrantKind.PURCHASED;
      case GRANTED -> io.tributary.credits.GrantKind.GRANTED;
      case PROMOTIONAL -> io.tributary.credits.GrantKind.PROMOTIONAL;
    };
  }

  private static Recurrence.Interval interval(RecurrenceInterval avro) {
    return switch (avro) {
      case DAY -> Recurrence.Interval.DAY;
      case WEEK -> Recurrence.Interval.WEEK;
      case MONTH -> Recurrence.Interval.MONTH;
      case YEAR -> Recurrence.Interval.YEAR;
      case UNKNOWN -> throw new IllegalArgumentException("recurrence that this build does not know");
    };
  }

  private static RecurrenceInterval interval(Recurrence.Interval interval) {
    return switch (interval) {
      case DAY -> RecurrenceInterval.DAY;
      case WEEK -> RecurrenceInterval.WEEK;
      case MONTH -> RecurrenceInterval.MONTH;
      case YEAR -> RecurrenceInterval.YEAR;
    };
  }
}
