package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.StoreRows;
import io.tributary.topologies.kernel.Watermarks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** One partition of a context whose stores are in this process. */
record LocalPartition(
    Context context, int partition, Role role, List<TopicPartition> inputs, CommittedInputs committed,
    InputEnds ends, KafkaStreams streams)
    implements PartitionRows {
  @Override
  public RowReader store(StoreKind kind) {
    StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> parameters =
        StoreQueryParameters.fromNameAndType(
                kind.storeName(context), QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
            .withPartition(partition);
    return new StoreRows(streams.store(role == Role.STANDBY ? parameters.enableStaleStores() : parameters));
  }

  @Override
  public Watermark watermark(UUID tenantId) {
    RowReader views = store(StoreKind.VIEWS);
    // The sequence first: the record that wrote it is then covered by the offsets.
    long sequence = Watermarks.tenantSeq(views, tenantId);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Watermarks.offsets(views).forEach((topic, offset) -> offsets.put(new TopicPartition(topic, partition), offset));
    return new Watermark(offsets, sequence);
  }

  @Override
  public long behind(Watermark shown) {
    return ends.behind(inputs, shown.offsets());
  }
}
