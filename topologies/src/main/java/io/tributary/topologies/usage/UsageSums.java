package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Instant;

/**
 * What was used in a bucket. Adding commutes, so whatever order usage comes in, the sums are the same.
 *
 * @param count approved uses
 * @param credits that they cost, less what was given back
 * @param reversed credits that were given back; they count when that happened, not when they were spent
 * @param refused consumptions that were refused
 * @param lateCount approved uses that the ledger heard of when the bucket's time was over
 * @param lateCredits that those cost
 * @param firstAt when the first use occurred, approved or refused
 * @param lastAt when the last use occurred
 */
public record UsageSums(
    long count,
    long credits,
    long reversed,
    long refused,
    long lateCount,
    long lateCredits,
    Instant firstAt,
    Instant lastAt) {
  private static final int FORMAT = 1;

  static UsageSums of(Usage usage, boolean late) {
    Usage.Cost cost = usage.cost();
    return new UsageSums(
        cost.count(), cost.credits(), cost.reversed(), cost.refused(), late ? cost.count() : 0, late ? cost.credits() : 0,
        usage.occurredAt(), usage.occurredAt());
  }

  public UsageSums plus(UsageSums other) {
    return new UsageSums(
        count + other.count,
        Math.addExact(credits, other.credits),
        Math.addExact(reversed, other.reversed),
        refused + other.refused,
        lateCount + other.lateCount,
        Math.addExact(lateCredits, other.lateCredits),
        firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
        lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
  }

  byte[] toRow() {
    return new RowEncoder(FORMAT)
        .number(count)
        .number(credits)
        .number(reversed)
        .number(refused)
        .number(lateCount)
        .number(lateCredits)
        .time(firstAt)
        .time(lastAt)
        .toBytes();
  }

  static UsageSums ofRow(byte[] row) {
    RowDecoder fields = new RowDecoder(row);
    if (fields.format() != FORMAT) {
      throw fields.unknownFormat();
    }
    return new UsageSums(
        fields.number(), fields.number(), fields.number(), fields.number(), fields.number(), fields.number(),
        fields.time(), fields.time());
  }
}
