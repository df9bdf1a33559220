package io.tributary.queries;

import io.tributary.topologies.kernel.RowReader;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A Streams store as a {@link RowReader}. */
record StoreRows(ReadOnlyKeyValueStore<Bytes, byte[]> store) implements RowReader {
  @Override
  public byte[] get(Bytes key) {
    return store.get(key);
  }

  @Override
  public <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body) {
    if (from.compareTo(to) >= 0) {
      return body.apply(Collections.emptyIterator());
    }
    try (KeyValueIterator<Bytes, byte[]> rows = reverse ? store.reverseRange(from, to) : store.range(from, to)) {
      return body.apply(new Rows(rows, to));
    }
  }

  /** Streams' ranges include their end; ours don't. */
  private static final class Rows implements Iterator<Row> {
    private final KeyValueIterator<Bytes, byte[]> rows;
    private final Bytes end;

    Rows(KeyValueIterator<Bytes, byte[]> rows, Bytes end) {
      this.rows = rows;
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      if (rows.hasNext() && rows.peekNextKey().equals(end)) {
        rows.next();
      }
      return rows.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      KeyValue<Bytes, byte[]> row = rows.next();
      return new Row(row.key, row.value);
    }
  }
}
