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
}
