package io.tributary.api.live;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Whether something has happened to a tenant's inventory since somebody looked, as the events tell it. Counted in a fixed
 * number of places, however many tenants there are: who shares one looks once too often, never too seldom. Thread-safe.
 */
public final class TenantChanges {
  private static final int PLACES = 4_096;

  private final AtomicLongArray counts = new AtomicLongArray(PLACES);
  private volatile boolean followed;

  /** Grows with each event of the tenant. */
  public long count(UUID tenantId) {
    return counts.get(place(tenantId));
  }

  /** Whether events are followed at all: else nobody may rely on a count that stands still. */
  public boolean followed() {
    return followed;
  }

  void happened(UUID tenantId) {
    counts.incrementAndGet(place(tenantId));
  }

  /** From now on nothing is missed; what happened before may have been. */
  void follow() {
    for (int i = 0; i < PLACES; i++) {
      counts.incrementAndGet(i);
    }
    followed = true;
  }

  void lose() {
    followed = false;
  }

  private static int place(UUID tenantId) {
    return Math.floorMod(tenantId.hashCode(), PLACES);
  }
}
