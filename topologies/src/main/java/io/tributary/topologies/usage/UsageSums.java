package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Instant;

/**
 * What was used in a bucket. Adding commutes, so whatever order usage comes in, the sums are the same. A sum of credits that a long
 * can't hold stops at the largest (or least) that it can: credits without end in one wallet must not keep the rest from being counted.
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

  /** Of one use that was heard of in time. */
  static UsageSums of(Usage usage) {
    Usage.Cost cost = usage.cost();
    return new UsageSums(
        cost.count(), cost.credits(), cost.reversed(), cost.refused(), 0, 0, usage.occurredAt(), usage.occurredAt());
  }

  /** The same uses, all heard of too late for their bucket. */
  UsageSums late() {
    return new UsageSums(count, credits, reversed, refused, count, credits, firstAt, lastAt);
  }

  public UsageSums plus(UsageSums other) {
    return new UsageSums(
        count + other.count,
        capped(credits, other.credits),
        capped(reversed, other.reversed),
        refused + other.refused,
        lateCount + other.lateCount,
        capped(lateCredits, other.lateCredits),
        firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
        lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
  }

  private static long capped(long one, long other) {
    long sum = one + other;
    // It overflowed when its sign is neither's.
    return ((one ^ sum) & (other ^ sum)) >= 0 ? sum : one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
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
