package io.tributary.topologies;

import io.tributary.topologies.kernel.RowReader;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A store's rows as a question gets them: with the views of its partition. */
record RowsWithViews(RowReader rows, RowReader views) implements RowReader {
  @Override
  public byte @Nullable [] get(Bytes key) {
    return rows.get(key);
  }

  @Override
  public <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body) {
    return rows.scan(from, to, reverse, body);
  }
}
