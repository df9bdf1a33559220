package io.tributary.topologies.usage;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.ContextTopology;
import io.tributary.topologies.kernel.Outlet;
import io.tributary.topologies.kernel.TaskLogic;
import io.tributary.topologies.kernel.TopicSpec;
import io.tributary.topologies.kernel.TopicSpecs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** The usage context: the ledger's events in, buckets for readers out; it decides and publishes nothing. */
public record UsageTopology() implements ContextDefinition {
  @Override
  public Context context() {
    return Context.USAGE;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(Context.CREDITS.events());
  }

  @Override
  public List<TopicSpec> topics() {
    return List.of(TopicSpecs.deadLetters(Context.USAGE));
  }

  @Override
  public Topology topology(Payloads payloads) {
    return ContextTopology.of(Context.USAGE, inputs(), Set.of(Outlet.DEAD_LETTERS), () -> logic(payloads));
  }

  private static TaskLogic logic(Payloads payloads) {
    GatheredUsage gathered = new GatheredUsage();
    return new TaskLogic(
        Map.of(Context.CREDITS.events(), new LedgerEventHandler(payloads, gathered)), List.of(), List.of(gathered));
  }
}
