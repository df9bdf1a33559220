package io.tributary.topologies.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A Streams store as rows. */
public final class StoreRows implements RowReader {
  private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

  public StoreRows(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return store.get(key);
  }

  @Override
  public <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body) {
    if (from.compareTo(to) >= 0) {
      return body.apply(Collections.emptyIterator());
    }
    try (KeyValueIterator<Bytes, byte[]> rows = reverse ? store.reverseRange(from, to) : store.range(from, to)) {
      return body.apply(new ExclusiveEnd(rows, to));
    }
  }

  /** The stores' ranges include their last key; ours do not. */
  private static final class ExclusiveEnd implements Iterator<Row> {
    private final Iterator<KeyValue<Bytes, byte[]>> rows;
    private final Bytes end;
    private @Nullable Row next;

    ExclusiveEnd(Iterator<KeyValue<Bytes, byte[]>> rows, Bytes end) {
      this.rows = rows;
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        if (!Arrays.equals(row.key.get(), end.get())) {
          next = new Row(row.key, row.value);
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }
  }
}
