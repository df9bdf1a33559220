package io.tributary.topologies.inventory;

import io.tributary.topologies.inventory.FactKey.ReservationKey;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Timers;
import io.tributary.topologies.kernel.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Releases reservations that expired on products that no command touches. Decisions don't depend on it. */
final class ExpiredReservations implements Timers.Action {
  private final InventoryDecider decider;
  private final InventoryRecorder recorder;

  ExpiredReservations(InventoryDecider decider, InventoryRecorder recorder) {
    this.decider = decider;
    this.recorder = recorder;
  }

  @Override
  public void fire(UUID tenantId, String id, Instant time, Work work) {
    StoredFacts facts = recorder.facts(tenantId, time, work);
    Reservation reservation = facts.find(new ReservationKey(id));
    if (reservation == null || !reservation.active()) {
      // What was due on its product before it in the same tick took it along.
      return;
    }
    var events = decider.settle(new InventoryState(facts), reservation.productId(), time);
    recorder.record(cause(tenantId, reservation), null, time, facts, events, work);
  }

  /** Nobody asked; the id follows from what expires, so that a repetition makes the same events. */
  private static Cause cause(UUID tenantId, Reservation reservation) {
    String name = tenantId + "/" + reservation.reservationId() + "/" + reservation.version();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Cause(id, tenantId, null, null, Map.of(), null);
  }
}
