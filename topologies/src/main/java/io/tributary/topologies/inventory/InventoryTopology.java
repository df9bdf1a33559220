package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.ContextTopology;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.Outlet;
import io.tributary.topologies.kernel.TaskLogic;
import io.tributary.topologies.kernel.TenantStandings;
import io.tributary.topologies.kernel.Timers;
import io.tributary.topologies.kernel.TopicSpec;
import io.tributary.topologies.kernel.TopicSpecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * The inventory context: commands in; facts, movements, events and replies out.
 *
 * @param operationWindow how long an operation id is remembered at least
 * @param revaluedAtOnce most movements of a product that one decision values anew
 */
public record InventoryTopology(Duration operationWindow, int revaluedAtOnce) implements ContextDefinition {
  public InventoryTopology() {
    this(OperationLog.DEFAULT_WINDOW, InventoryDecider.REVALUED_AT_ONCE);
  }

  @Override
  public Context context() {
    return Context.INVENTORY;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(Context.INVENTORY.commands(), Context.DIRECTORY.events());
  }

  @Override
  public List<TopicSpec> topics() {
    return List.of(
        TopicSpecs.commands(Context.INVENTORY),
        TopicSpecs.events(Context.INVENTORY),
        TopicSpecs.replies(Context.INVENTORY),
        TopicSpecs.deadLetters(Context.INVENTORY));
  }

  @Override
  public Topology topology(Payloads payloads) {
    Set<Outlet> outlets = Set.of(Outlet.EVENTS, Outlet.REPLIES, Outlet.DEAD_LETTERS, Outlet.COMMANDS);
    return ContextTopology.of(Context.INVENTORY, inputs(), outlets, () -> logic(payloads));
  }

  private TaskLogic logic(Payloads payloads) {
    OperationLog operations = new OperationLog(operationWindow);
    InventoryDecider decider = new InventoryDecider(revaluedAtOnce);
    ListMemory memory = new ListMemory();
    InventoryRecorder recorder = new InventoryRecorder(decider, memory, payloads);
    return new TaskLogic(
        Map.of(
            Context.INVENTORY.commands(), new InventoryHandler(decider, recorder, operations, payloads),
            Context.DIRECTORY.events(), new TenantStandings(payloads, InventoryRows::tenant)),
        List.of(
            operations,
            new Timers(InventoryRows.TIMER, new ExpiredReservations(decider, recorder)),
            memory,
            new Timers(InventoryRows.ORDER_TIMER, new LapsedOrders(decider, recorder)),
            new Timers(InventoryRows.VALUATION_TIMER, new OldValuations(recorder)),
            new Revaluations(decider, recorder)));
  }
}
