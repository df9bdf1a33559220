package io.tributary.app.lab.speed;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** Times that were taken, in nanoseconds. */
final class Distribution {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sorted;

  private Distribution(long[] sorted) {
    this.sorted = sorted;
  }

  static Distribution of(LongStream nanos) {
    return new Distribution(nanos.sorted().toArray());
  }

  int count() {
    return sorted.length;
  }

  /**
   * The least time that so many percent of all are not above, in milliseconds (nearest rank); NaN when there is none.
   *
   * @param percent above 0, to 100
   */
  double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(sorted.length * percent / 100);
    return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }

  /** As a table has it. */
  String cells() {
    return sorted.length == 0
        ? "– | – | – | 0"
        : String.format(Locale.ROOT, "%.1f | %.1f | %.1f | %,d", percentile(50), percentile(99), percentile(100), count());
  }

  /** The heads of {@link #cells}. */
  static String heads() {
    return "p50 ms | p99 ms | most ms | samples";
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
