package io.tributary.topologies.credits;

import io.tributary.topologies.credits.GrantState.Phase;
import io.tributary.topologies.credits.Recurrence.Interval;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A grant within its wallet's row. */
final class GrantFields {
  /** Part of the stored data, as their indices: append only. */
  private static final List<GrantKind> KINDS = List.of(GrantKind.PURCHASED, GrantKind.GRANTED, GrantKind.PROMOTIONAL);

  private static final List<Phase> PHASES = List.of(Phase.SCHEDULED, Phase.ACTIVE, Phase.EXPIRED, Phase.VOIDED);
  private static final List<Interval> INTERVALS =
      List.of(Interval.DAY, Interval.WEEK, Interval.MONTH, Interval.YEAR);

  private GrantFields() {}

  static void write(GrantState state, RowEncoder row) {
    Grant grant = state.grant();
    row.text(grant.id())
        .number(KINDS.indexOf(grant.kind()))
        .number(grant.amount())
        .number(grant.priority())
        .time(grant.createdAt())
        .time(grant.effectiveAt())
        .optionalTime(grant.expiresAt());
    Recurrence recurrence = grant.recurrence();
    row.flag(recurrence != null);
    if (recurrence != null) {
      row.number(INTERVALS.indexOf(recurrence.interval())).time(recurrence.anchor());
    }
    BigDecimal costBasis = grant.costBasis();
    row.number(grant.rollover().min())
        .number(grant.rollover().max())
        .optionalText(costBasis == null ? null : costBasis.toString())
        .optionalText(grant.externalKey())
        .number(PHASES.indexOf(state.phase()))
        .number(state.free())
        .number(state.held())
        .time(state.periodStart());
  }

  static GrantState read(RowDecoder row) {
    String id = row.text();
    GrantKind kind = pick(KINDS, row.number());
    long amount = row.number();
    int priority = (int) row.number();
    Instant createdAt = row.time();
    Instant effectiveAt = row.time();
    Instant expiresAt = row.optionalTime();
    Recurrence recurrence = row.flag() ? new Recurrence(pick(INTERVALS, row.number()), row.time()) : null;
    Rollover rollover = new Rollover(row.number(), row.number());
    String costBasis = row.optionalText();
    String externalKey = row.optionalText();
    Grant grant = new Grant(
        id, kind, amount, priority, createdAt, effectiveAt, expiresAt, recurrence, rollover,
        costBasis == null ? null : new BigDecimal(costBasis), externalKey);
    return new GrantState(grant, pick(PHASES, row.number()), row.number(), row.number(), row.time());
  }

  private static <T> T pick(List<T> values, long index) {
    if (index < 0 || index >= values.size()) {
      throw new UnreadableRowException("unknown value " + index + "; it was written by a newer build");
    }
    return values.get((int) index);
  }
}
