package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** One partition of a context as this process can read it. */
interface PartitionRows {
  Context context();

  Role role();

  /** The partition's input topics. */
  List<TopicPartition> inputs();

  /** Commits of the application that serves the context here. */
  CommittedInputs committed();

  /**
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException when the store can't be read here now
   */
  RowReader store(StoreKind kind);
}
