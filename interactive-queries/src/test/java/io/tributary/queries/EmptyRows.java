package io.tributary.queries;

import io.tributary.topologies.kernel.RowReader;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A store without rows. */
final class EmptyRows implements RowReader {
  @Override
  public byte @Nullable [] get(Bytes key) {
    return null;
  }

  @Override
  public <R> R scan(Bytes from, Bytes to, boolean reverse, Function<Iterator<Row>, R> body) {
    return body.apply(Collections.emptyIterator());
  }
}
