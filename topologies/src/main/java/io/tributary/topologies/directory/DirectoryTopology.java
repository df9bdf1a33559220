package io.tributary.topologies.directory;

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

/** The directory context: captured rows in; clean events and the tenants' snapshots out. */
public record DirectoryTopology() implements ContextDefinition {
  @Override
  public Context context() {
    return Context.DIRECTORY;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(Context.DIRECTORY.outbox());
  }

  @Override
  public List<TopicSpec> topics() {
    return List.of(
        TopicSpecs.outbox(Context.DIRECTORY),
        TopicSpecs.events(Context.DIRECTORY),
        TopicSpecs.deadLetters(Context.DIRECTORY));
  }

  @Override
  public Topology topology(Payloads payloads) {
    return ContextTopology.of(
        Context.DIRECTORY, inputs(), Set.of(Outlet.EVENTS, Outlet.DEAD_LETTERS), () -> logic(payloads));
  }

  private static TaskLogic logic(Payloads payloads) {
    return new TaskLogic(Map.of(Context.DIRECTORY.outbox(), new CapturedDirectoryHandler(payloads)), List.of());
  }
}
