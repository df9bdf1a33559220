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

  /** For one who looks at a tenant once and again. */
  public Watch watch(UUID tenantId) {
    return new Watch(place(tenantId));
  }

  boolean followed() {
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

  /**
   * When to look: at first, after the tenant's events, and now and then in case one was missed. An event can be read a moment
   * before the state that it tells of, so one more look follows each change. While nobody follows the events, always. Used by
   * one thread.
   */
  public final class Watch {
    /** Turns without a look. */
    static final int IDLE = 30;

    private final int place;
    private long seen = -1;
    private boolean again;
    private int idle;

    private Watch(int place) {
      this.place = place;
    }

    /** Whether to look this turn; asked once each turn. */
    public boolean due() {
      long count = counts.get(place);
      boolean changed = count != seen || !followed;
      boolean due = changed || again || ++idle >= IDLE;
      seen = count;
      again = changed;
      idle = due ? 0 : idle;
      return due;
    }
  }
}
