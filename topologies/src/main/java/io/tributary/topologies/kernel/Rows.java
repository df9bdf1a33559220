package io.tributary.topologies.kernel;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The rows of one store as one input record sees and changes them. */
public interface Rows {
  byte @Nullable [] get(Bytes key);

  void put(Bytes key, byte[] value);

  void delete(Bytes key);

  /** All rows whose keys begin with {@code prefix}, in key order, with the changes made so far; for short lists only. */
  List<RowReader.Row> list(Bytes prefix);

  /**
   * The first rows of a range in key order, or its last ones in the reverse, with the changes made so far.
   *
   * @param from first key, inclusive
   * @param to last key, exclusive
   * @param limit most rows, at least 1
   */
  List<RowReader.Row> range(Bytes from, Bytes to, boolean reverse, int limit);
}
