package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.Rows;
import io.tributary.topologies.kernel.Timers;
import io.tributary.topologies.kernel.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Puts what was decided into its record's work: facts, what is due and what waits, views, public events. */
final class InventoryRecorder {
  private static final byte[] MARK = {1};

  private final InventoryViews views = new InventoryViews();
  private final InventoryDecider decider;
  private final ListMemory memory;
  private final Payloads payloads;

  InventoryRecorder(InventoryDecider decider, ListMemory memory, Payloads payloads) {
    this.decider = decider;
    this.memory = memory;
    this.payloads = payloads;
  }

  StoredFacts facts(UUID tenantId, Instant time, Work work) {
    return new StoredFacts(work.state(), work.views(), memory, tenantId, time);
  }

  /**
   * Records what follows from a decision.
   *
   * @param operation null when a timer led to it
   * @return the events under their ids, and the state after them
   */
  Recorded record(
      Cause cause,
      @Nullable Operation operation,
      Instant time,
      StoredFacts before,
      List<InventoryEvent> events,
      Work work) {
    InventoryState state = new InventoryState(before);
    for (InventoryEvent event : events) {
      state = decider.evolve(state, event);
    }
    // Before the facts' own rows are written: the lists follow what those say until then.
    state.changed().forEach((key, fact) -> follow(cause.tenantId(), key, fact.orElse(null), before, work));
    List<RecordedEvent> recorded = new ArrayList<>();
    for (InventoryEvent event : events) {
      // Index 0 names what the command creates.
      UUID id = EventIds.derive(cause.id(), recorded.size() + 1, time);
      RecordedEvent one = new RecordedEvent(id, cause, operation, event);
      recorded.add(one);
      if (event instanceof InventoryEvent.StockEvent stock && stock.worth() != null) {
        OldValuations.follow(cause.tenantId(), stock.worth().entry(), state.policy(), time, work.state());
      }
      views.apply(one, work.views());
      publish(one, work);
    }
    return new Recorded(recorded, state);
  }

  /** What a decision led to. */
  record Recorded(List<RecordedEvent> events, InventoryState state) {}

  /** The lists of what is available, due or waiting, and timers, follow what a fact becomes. */
  private void follow(UUID tenantId, FactKey<?> key, @Nullable Fact after, StoredFacts before, Work work) {
    if (key instanceof StockKey place) {
      before.places().follow(place, (StockItem) after);
    } else if (key instanceof FactKey.RevaluationKey) {
      Bytes row = InventoryRows.fact(tenantId, key);
      if (after == null) {
        work.state().delete(row);
      } else {
        work.state().put(row, FactCodec.encode(after));
      }
    } else if (after != null) {
      switch (after) {
        case Reservation reservation ->
            follow(tenantId, reservation.version() == 1 ? null : before.find(reservation.key()), reservation, work.state());
        case Order order -> follow(tenantId, before.find(order.key()), order, work.state());
        case Location location -> before.places().follow(location, before.stock(location.key()));
        case Product product when before.find(product.key()) == null -> before.places().begin(product.productId());
        default -> { }
      }
    }
  }

  private void follow(UUID tenantId, @Nullable Reservation before, Reservation after, Rows state) {
    Instant expiry = after.expiresAt();
    String productId = after.productId();
    String id = after.reservationId();
    if (expiry != null && after.active() && before == null) {
      state.put(InventoryRows.due(tenantId, productId, expiry, id), MARK);
      Timers.set(state, InventoryRows.TIMER, expiry, tenantId, id);
      memory.due(expiry);
    } else if (expiry != null && !after.active()) {
      state.delete(InventoryRows.due(tenantId, productId, expiry, id));
      Timers.clear(state, InventoryRows.TIMER, expiry, tenantId, id);
    }
    boolean waited = before != null && before.backordered().signum() > 0;
    boolean waits = after.active() && after.backordered().signum() > 0;
    if (waits && !waited) {
      state.put(InventoryRows.waiting(tenantId, productId, id), MARK);
    } else if (waited && !waits) {
      state.delete(InventoryRows.waiting(tenantId, productId, id));
    }
  }

  private static void follow(UUID tenantId, @Nullable Order before, Order after, Rows state) {
    Instant dueBefore = before == null ? null : before.dueAt();
    Instant due = after.dueAt();
    if (!Objects.equals(dueBefore, due)) {
      if (dueBefore != null) {
        Timers.clear(state, InventoryRows.ORDER_TIMER, dueBefore, tenantId, after.orderId());
      }
      if (due != null) {
        Timers.set(state, InventoryRows.ORDER_TIMER, due, tenantId, after.orderId());
      }
    }
  }

  private void publish(RecordedEvent recorded, Work work) {
    SpecificRecord event = EventMapping.event(recorded);
    work.emit(PublicEvents.emission(
        Context.INVENTORY,
        PublicEvents.meta(event),
        payloads.encode(event),
        recorded.event().at(),
        recorded.cause().traceparent()));
  }
}
