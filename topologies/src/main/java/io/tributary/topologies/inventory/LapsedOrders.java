package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Timers;
import io.tributary.topologies.kernel.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives up what orders' deadlines are over for. A command about an order does so before; this, when none comes. */
final class LapsedOrders implements Timers.Action {
  private final InventoryDecider decider;
  private final InventoryRecorder recorder;

  LapsedOrders(InventoryDecider decider, InventoryRecorder recorder) {
    this.decider = decider;
    this.recorder = recorder;
  }

  @Override
  public void fire(UUID tenantId, String id, Instant time, Work work) {
    StoredFacts facts = recorder.facts(tenantId, time, work);
    Order order = facts.find(new FactKey.OrderKey(id));
    List<InventoryEvent> events = decider.settleOrder(new InventoryState(facts), id, time);
    if (order != null && !events.isEmpty()) {
      recorder.record(cause(tenantId, order), null, time, facts, events, work);
    }
  }

  /** Nobody asked; the id follows from what lapses, so that a repetition makes the same events. */
  private static Cause cause(UUID tenantId, Order order) {
    String name = tenantId + "/order/" + order.orderId() + "/" + order.version();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Cause(id, tenantId, null, null, Map.of(), null);
  }
}
