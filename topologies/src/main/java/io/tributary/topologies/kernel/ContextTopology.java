package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

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
      topology.addStateStore(store(store.storeName(context), !context.follows()), context.id());
    }
    Serializer<Emission> payload = (topic, emission) -> emission.value();
    for (Outlet outlet : new TreeSet<>(outlets)) {
      topology.addSink(
          outlet.node(), outlet.topic(context), new ByteArraySerializer(), payload, partitioner(outlet), context.id());
    }
    return topology;
  }

  /**
   * What decides has no cache: each record's rows reach RocksDB as one batch, which its readers rely on. A follower only adds
   * up, mostly into the same few rows, so it has Streams' cache, which writes each of them once a transaction; the cache
   * takes a batch under its lock, so that readers see all of it or nothing here, too.
   */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name, boolean decides) {
    StoreBuilder<KeyValueStore<Bytes, byte[]>> store =
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    return decides ? store.withCachingDisabled() : store.withCachingEnabled();
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
