package io.tributary.topologies.inventory;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.OperationLog;
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
  private final OperationLog log;
  private final Payloads payloads;

  InventoryRecorder(InventoryDecider decider, OperationLog log, Payloads payloads) {
    this.decider = decider;
    this.log = log;
    this.payloads = payloads;
  }

  StoredFacts facts(UUID tenantId, Instant time, Work work) {
    return new StoredFacts(work.state(), log, tenantId, time);
  }

  /**
   * Records what follows from a decision.
   *
   * @param operation null when a timer led to it
   * @return the events under their ids
   */
  List<RecordedEvent> record(
      Cause cause,
      @Nullable Operation operation,
      Instant time,
      StoredFacts before,
      List<InventoryEvent> events,
      Work work) {
    InventoryState state = new InventoryState(before);
    List<RecordedEvent> recorded = new ArrayList<>();
    for (InventoryEvent event : events) {
      state = decider.evolve(state, event);
      // Index 0 names what the command creates.
      UUID id = EventIds.derive(cause.id(), recorded.size() + 1, time);
      RecordedEvent one = new RecordedEvent(id, cause, operation, event);
      recorded.add(one);
      views.apply(one, work.views());
      publish(one, work);
    }
    state.changed().forEach((key, fact) -> {
      if (key instanceof FactKey.ReservationKey reservation) {
        follow(cause.tenantId(), before.find(reservation), (Reservation) fact.orElseThrow(), before, work.state());
      } else if (key instanceof FactKey.OrderKey order) {
        follow(cause.tenantId(), before.find(order), (Order) fact.orElseThrow(), work.state());
      } else if (fact.isPresent()) {
        lists(cause.tenantId(), fact.get(), before, work);
        work.state().put(InventoryRows.fact(cause.tenantId(), key), FactCodec.encode(fact.get()));
      } else {
        if (key instanceof StockKey place) {
          before.places().follow(place, null);
        }
        work.state().delete(InventoryRows.fact(cause.tenantId(), key));
      }
    });
    return recorded;
  }

  /** The lists of available places follow what a fact becomes; before it is written. */
  private static void lists(UUID tenantId, Fact after, StoredFacts before, Work work) {
    switch (after) {
      case StockItem item -> before.places().follow(item.key(), item);
      case Location location -> {
        Bytes there = InventoryRows.places(tenantId, location.warehouseId(), location.locationId());
        before.places().follow(
            location, work.views().list(there).stream().map(row -> FactCodec.stock(row.value())).toList());
      }
      case Product product when before.find(product.key()) == null -> before.places().begin(product.productId());
      default -> { }
    }
  }

  private static void follow(
      UUID tenantId, @Nullable Reservation before, Reservation after, StoredFacts facts, Rows state) {
    Instant expiry = after.expiresAt();
    String productId = after.productId();
    String id = after.reservationId();
    if (after.active()) {
      state.put(InventoryRows.fact(tenantId, after.key()), FactCodec.encode(after));
      if (before == null && expiry != null) {
        state.put(InventoryRows.due(tenantId, productId, expiry, id), MARK);
        Timers.set(state, InventoryRows.TIMER, expiry, tenantId, id);
      }
    } else {
      state.delete(InventoryRows.fact(tenantId, after.key()));
      facts.remember(after);
      if (expiry != null) {
        state.delete(InventoryRows.due(tenantId, productId, expiry, id));
        Timers.clear(state, InventoryRows.TIMER, expiry, tenantId, id);
      }
    }
    boolean waited = before != null && before.backordered().signum() > 0;
    boolean waits = after.active() && after.backordered().signum() > 0;
    if (waits && !waited) {
      state.put(InventoryRows.waiting(tenantId, productId, id), MARK);
    } else if (waited && !waits) {
      state.delete(InventoryRows.waiting(tenantId, productId, id));
    }
  }

  /** What has ended keeps its id, and how it ended. */
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
    Order kept = after.status().ended() ? after.head() : after;
    state.put(InventoryRows.fact(tenantId, after.key()), FactCodec.encode(kept));
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
