package io.tributary.topologies.kernel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Rows in a map; counts what is read, for claims about work not done. */
public final class MemoryRows implements Rows, RowReader {
  final NavigableMap<Bytes, byte[]> rows = new TreeMap<>();
  public int gets;
  public int scanned;

  @Override
  public byte @Nullable [] get(Bytes key) {
    gets++;
    return rows.get(key);
  }

  @Override
  public void put(Bytes key, byte[] value) {
    rows.put(key, value);
  }

  @Override
  public void delete(Bytes key) {
    rows.remove(key);
  }

  @Override
  public List<Row> list(Bytes prefix) {
    return range(prefix, KeyCodec.endOf(prefix), false, Integer.MAX_VALUE);
  }

  @Override
  public List<Row> range(Bytes from, Bytes to, boolean reverse, int limit) {
    return scan(from, to, reverse, found -> {
      List<Row> list = new ArrayList<>();
      while (list.size() < limit && found.hasNext()) {
        list.add(found.next());
      }
      return list;
    });
  }

  @Override
  public <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body) {
    NavigableMap<Bytes, byte[]> range = new TreeMap<>(rows.subMap(from, true, to, false));
    return body.apply((reverse ? range.descendingMap() : range).entrySet().stream()
        .peek(row -> scanned++)
        .map(row -> new Row(row.getKey(), row.getValue()))
        .iterator());
  }
}
