package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The shape that all contexts share: every input into one processor, which owns both stores, then one sink for each
 * outlet. Inputs are read as bytes, so that what can't be decoded is met by the processor, which leaves a watermark for it.
 */
public final class ContextTopology {
  private ContextTopology() {}

  /** @param logic makes what one task does, anew for each task */
  public static Topology of(Context context, Set<String> inputs, Set<Outlet> outlets, Supplier<TaskLogic> logic) {
    Topology topology = new Topology();
    Set<String> sources = new TreeSet<>();
    for (String input : new TreeSet<>(inputs)) {
      String source = "from-" + input;
      topology.addSource(source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), input);
      sources.add(source);
    }
    boolean wakes = outlets.contains(Outlet.COMMANDS);
    ProcessorSupplier<byte[], byte[], byte[], Emission> processor =
        () -> new ContextProcessor(context, logic.get(), wakes);
    topology.addProcessor(context.id(), processor, sources.toArray(String[]::new));
    for (StoreKind store : StoreKind.values()) {
      topology.addStateStore(new WriteBehindStoreBuilder(store.storeName(context)), context.id());
    }
    Serializer<Emission> payload = (topic, emission) -> emission.value();
    for (Outlet outlet : new TreeSet<>(outlets)) {
      topology.addSink(
          outlet.node(), outlet.topic(context), new ByteArraySerializer(), payload, partitioner(outlet), context.id());
    }
    return topology;
  }

  private static StreamPartitioner<byte[], Emission> partitioner(Outlet outlet) {
    return switch (outlet) {
      case EVENTS, DEAD_LETTERS -> (topic, key, emission, partitions) -> Optional.empty();
      case REPLIES, COMMANDS ->
          (topic, key, emission, partitions) -> Optional.of(existing(emission.partition(), partitions));
    };
  }

  private static Set<Integer> existing(int partition, int partitions) {
    return partition >= 0 && partition < partitions ? Set.of(partition) : Set.of();
  }
}
