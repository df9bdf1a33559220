package io.tributary.topologies.kernel;

import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * Goes through a range of keys, a bounded number at a time, for a task that deletes what it is given, or notes it. It starts where it ended, which steps
 * over the tombstones of earlier times instead of reading them again: so it doesn't see what is written behind it.
 */
public final class KeyCursor {
  private final Bytes begin;
  private final int limit;
  private Bytes next;
  private boolean more;

  /** @param limit of keys at a time */
  public KeyCursor(Bytes begin, int limit) {
    this.begin = begin;
    this.limit = limit;
    this.next = begin;
  }

  /** The stores may be others now: from the beginning. */
  public void restart() {
    next = begin;
    more = false;
  }

  /** The next keys below {@code end}, which never goes back. */
  public List<Bytes> take(RowReader rows, Bytes end) {
    List<Bytes> keys = rows.keys(next, end, limit);
    more = keys.size() == limit;
    next = more ? KeyCodec.after(keys.getLast()) : end;
    return keys;
  }

  /** Whether the limit kept some of the keys from the last call, or may have. */
  public boolean hasMore() {
    return more;
  }

  /** Whether there is one below {@code end}. */
  boolean reaches(RowReader rows, Bytes end) {
    return rows.scan(next, end, false, Iterator::hasNext);
  }
}
