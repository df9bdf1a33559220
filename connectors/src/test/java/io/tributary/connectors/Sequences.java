package io.tributary.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Sequence numbers of a tenant as a consumer sees them. */
final class Sequences {
  private Sequences() {}

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** What a consumer applies that drops every number up to its watermark. */
  static List<Long> withoutRepeats(List<Long> captured) {
    List<Long> applied = new ArrayList<>();
    long watermark = 0;
    for (long seq : captured) {
      if (seq > watermark) {
        applied.add(seq);
        watermark = seq;
      }
    }
    return applied;
  }
}
