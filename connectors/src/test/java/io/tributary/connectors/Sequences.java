package io.tributary.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Sequence numbers of a tenant as a consumer sees them. */
final class Sequences {
  private Sequences() {}

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** What a consumer applies: it drops what it has, and parks what comes too early until the missing ones came. */
  static List<Long> withoutRepeats(List<Long> captured) {
    List<Long> applied = new ArrayList<>();
    TreeSet<Long> parked = new TreeSet<>();
    long watermark = 0;
    for (long seq : captured) {
      parked.add(seq);
      while (parked.remove(watermark + 1)) {
        applied.add(++watermark);
      }
    }
    parked.tailSet(watermark, false).forEach(applied::add);
    return applied;
  }

  /** Numbers that a consumer had to park. */
  static List<Long> jumps(List<Long> captured) {
    List<Long> jumps = new ArrayList<>();
    long highest = 0;
    for (long seq : captured) {
      if (seq > highest + 1) {
        jumps.add(seq);
      }
      highest = Math.max(highest, seq);
    }
    return jumps;
  }
}
