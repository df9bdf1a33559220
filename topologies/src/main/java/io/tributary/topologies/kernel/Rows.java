package io.tributary.topologies.kernel;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The rows of one store as one input record sees and changes them. */
public interface Rows {
  byte @Nullable [] get(Bytes key);

  void put(Bytes key, byte[] value);

  void delete(Bytes key);
}
