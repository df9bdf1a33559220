package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.ContextTopology;
import io.tributary.topologies.kernel.Outlet;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.TaskLogic;
import io.tributary.topologies.kernel.TopicSpec;
import io.tributary.topologies.kernel.TopicSpecs;
import io.tributary.topologies.kernel.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** Keeps what the counting context's last event said of each tenant. */
record FollowingContext() implements ContextDefinition {
  @Override
  public Context context() {
    return Context.USAGE;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(CountingContext.CONTEXT.events());
  }

  @Override
  public List<TopicSpec> topics() {
    return List.of(TopicSpecs.deadLetters(Context.USAGE));
  }

  @Override
  public Topology topology(Payloads payloads) {
    return ContextTopology.of(Context.USAGE, inputs(), Set.of(Outlet.DEAD_LETTERS), () ->
        new TaskLogic(Map.of(CountingContext.CONTEXT.events(), FollowingContext::keep), List.of()));
  }

  private static void keep(Received received, Work work) {
    work.views().put(CountingContext.key(received.tenantId()), received.payload());
  }
}
