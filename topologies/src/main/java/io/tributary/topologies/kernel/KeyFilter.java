package io.tributary.topologies.kernel;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * Tells of a key that it was never added, or that it may have been: a Bloom filter that sets a key's bits within one cache line, so that it is
 * asked for the price of one look into memory (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007). It grows by
 * parts, all of which are asked: each is four times as large as the one before where there is room, so that they are few. For one thread.
 */
final class KeyFilter {
  /** Of the first part. */
  private static final int LINES = 1 << 10;

  /** A cache line, in longs. */
  private static final int LINE = 8;

  private static final int GROWTH = 4;

  /** Sixteen bits for each: of a full part, some two in a thousand answers are a mistaken "maybe". */
  private static final int KEYS_OF_A_LINE = LINE * Long.SIZE / 16;

  private static final int BITS_OF_A_KEY = 6;

  /** A place in a line. */
  private static final int PLACE_BITS = 9;

  /** Two to the 64th by the golden ratio: it spreads a hash's lower bits, which choose the line, over those that choose places. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final Hasher64 HASHER = Hashing.xxh3_64();

  private final LongPredicate mayTake;
  private final List<long[]> parts = new ArrayList<>();

  /** How many keys the last part takes before it is asked whether there may be another. */
  private long room;

  /**
   * Takes 64 KB with its first key.
   *
   * @param mayTake whether the bits may take so many bytes more; while not, the last part takes the keys, and errs more often
   */
  KeyFilter(LongPredicate mayTake) {
    this.mayTake = mayTake;
  }

  /** What the bits take. */
  long bytes() {
    return parts.stream().mapToLong(part -> (long) part.length * Long.BYTES).sum();
  }

  void add(Bytes key) {
    if (room == 0) {
      grow();
    }
    room--;
    long hash = hash(key);
    long[] part = parts.getLast();
    int line = line(part, hash);
    long places = hash * SPREAD;
    for (int i = 0; i < BITS_OF_A_KEY; i++) {
      part[line + word(places)] |= 1L << (places >>> (Long.SIZE - PLACE_BITS));
      places <<= PLACE_BITS;
    }
  }

  /** False: it was never added. */
  boolean mayContain(Bytes key) {
    long hash = hash(key);
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (mayContain(parts.get(i), hash)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayContain(long[] part, long hash) {
    int line = line(part, hash);
    long places = hash * SPREAD;
    for (int i = 0; i < BITS_OF_A_KEY; i++) {
      if ((part[line + word(places)] & 1L << (places >>> (Long.SIZE - PLACE_BITS))) == 0) {
        return false;
      }
      places <<= PLACE_BITS;
    }
    return true;
  }

  private void grow() {
    if (parts.isEmpty()) {
      parts.add(new long[LINES * LINE]);
    } else {
      int last = parts.getLast().length;
      int next = GROWTH * last;
      while (next > last && !mayTake.test((long) next * Long.BYTES)) {
        next /= 2;
      }
      if (next > last) {
        parts.add(new long[next]);
      }
    }
    room = (long) parts.getLast().length / LINE * KEYS_OF_A_LINE;
  }

  /** Where the key's line begins; there are a power of two of them. */
  private static int line(long[] part, long hash) {
    return (int) hash & (part.length / LINE - 1) * LINE;
  }

  /** Of a place in its line, the upper three of nine bits; the lower six count within the long. */
  private static int word(long places) {
    return (int) (places >>> (Long.SIZE - 3));
  }

  private static long hash(Bytes key) {
    return HASHER.hashBytesToLong(key.get());
  }
}
