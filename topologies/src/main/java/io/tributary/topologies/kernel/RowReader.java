package io.tributary.topologies.kernel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Read access to the rows of one store in one partition. */
public interface RowReader {
  byte @Nullable [] get(Bytes key);

  /**
   * Reads rows in key order (or its reverse) while {@code body} pulls them; what the body does not pull is not read.
   *
   * @param from first key, inclusive
   * @param to last key, exclusive
   */
  <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body);

  /** The first keys from {@code from}, inclusive, to {@code to}, exclusive; {@code limit} of them at most. */
  default List<Bytes> keys(Bytes from, Bytes to, int limit) {
    return scan(from, to, false, rows -> {
      List<Bytes> keys = new ArrayList<>();
      while (keys.size() < limit && rows.hasNext()) {
        keys.add(rows.next().key());
      }
      return keys;
    });
  }

  /**
   * The views of the same partition, beside the rows of the state: aggregates that readers ask for lie there.
   *
   * @throws UnsupportedOperationException when these rows come without
   */
  default RowReader views() {
    throw new UnsupportedOperationException("these rows come without the views of their partition");
  }

  /** One stored row. */
  record Row(Bytes key, byte[] value) {}
}
