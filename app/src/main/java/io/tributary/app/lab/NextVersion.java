package io.tributary.app.lab;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.TopicSpec;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * A context as a next version of this program might have it: with one more processor on all its inputs, and one more store, in which it
 * counts each tenant's records.
 *
 * @param now as it is in this version
 */
public record NextVersion(ContextDefinition now) implements ContextDefinition {
  /** Of a worker that shall run it. */
  public static final String OPTION = "--next-version";

  @Override
  public Context context() {
    return now.context();
  }

  @Override
  public Set<String> inputs() {
    return now.inputs();
  }

  @Override
  public List<TopicSpec> topics() {
    return now.topics();
  }

  @Override
  public Topology topology(Payloads payloads) {
    Topology topology = now.topology(payloads);
    String[] sources = topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(Source.class::isInstance)
        .map(node -> node.name())
        .sorted()
        .toArray(String[]::new);
    String store = store(context());
    topology.addProcessor("next", () -> new Counting(store), sources);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), Serdes.ByteArray(), Serdes.Long()), "next");
    return topology;
  }

  private static String store(Context context) {
    return context.id() + "-next";
  }

  /** Where what the new store has is kept. */
  static String changelog(Context context) {
    return context.applicationId() + "-" + store(context) + "-changelog";
  }

  private static final class Counting implements Processor<byte[], byte[], Void, Void> {
    private static final byte[] NOBODY = {};

    private final String name;
    private KeyValueStore<byte[], Long> counts;

    Counting(String name) {
      this.name = name;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      counts = context.getStateStore(name);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      byte[] key = record.key() == null ? NOBODY : record.key();
      Long before = counts.get(key);
      counts.put(key, before == null ? 1 : before + 1);
    }
  }
}
