package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** All that is needed to run one context: its topics and its topology. */
public interface ContextDefinition {
  Context context();

  /** Topics that the context reads, its own and others'; all have the same number of partitions. */
  Set<String> inputs();

  /** Topics that must exist before the context starts, and that it owns. */
  List<TopicSpec> topics();

  Topology topology(Payloads payloads);
}
