package io.tributary.topologies.kernel;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Stored rows with changes laid over them: a changed row hides the stored one, a deleted row (null) both. */
final class MergedRows implements KeyValueIterator<Bytes, byte[]> {
  private final KeyValueIterator<Bytes, byte[]> stored;
  private final Iterator<Map.Entry<Bytes, byte @Nullable []>> changes;
  private final Comparator<Bytes> order;
  private Map.@Nullable Entry<Bytes, byte @Nullable []> changed;
  private @Nullable KeyValue<Bytes, byte[]> next;

  /** @param changes in {@code order}, as the stored rows are */
  MergedRows(
      KeyValueIterator<Bytes, byte[]> stored, NavigableMap<Bytes, byte @Nullable []> changes, Comparator<Bytes> order) {
    this.stored = stored;
    this.changes = changes.entrySet().iterator();
    this.order = order;
    advanceChanges();
  }

  @Override
  public boolean hasNext() {
    while (next == null && (changed != null || stored.hasNext())) {
      next = step();
    }
    return next != null;
  }

  /** The next row of either side; null when it was deleted. */
  private @Nullable KeyValue<Bytes, byte[]> step() {
    Map.Entry<Bytes, byte[]> change = changed;
    if (change == null) {
      return stored.next();
    }
    int side = stored.hasNext() ? order.compare(change.getKey(), stored.peekNextKey()) : -1;
    if (side > 0) {
      return stored.next();
    }
    if (side == 0) {
      stored.next();
    }
    advanceChanges();
    return change.getValue() == null ? null : KeyValue.pair(change.getKey(), change.getValue());
  }

  private void advanceChanges() {
    changed = changes.hasNext() ? changes.next() : null;
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    Bytes unused = peekNextKey();
    KeyValue<Bytes, byte[]> row = next;
    next = null;
    return row;
  }

  @Override
  public Bytes peekNextKey() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return next.key;
  }

  @Override
  public void close() {
    stored.close();
  }
}
