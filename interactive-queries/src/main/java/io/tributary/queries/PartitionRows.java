package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.Watermarks;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of a context as this process can read it. Reads throw {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} when the stores can't be read here now.
 */
interface PartitionRows {
  Context context();

  int partition();

  Role role();

  /** The partition of each input topic. */
  List<TopicPartition> inputs();

  /** Commits of the application that serves the context here. */
  CommittedInputs committed();

  RowReader store(StoreKind kind);

  Watermark watermark(UUID tenantId);

  /** The tenant's last applied {@code tenant_seq}; 0 before the first. */
  default long sequence(UUID tenantId) {
    return Watermarks.tenantSeq(store(StoreKind.VIEWS), tenantId);
  }

  /** Input records of the partition that a standby does not show yet; -1 while that is unknown. */
  long behind(Watermark shown);
}
