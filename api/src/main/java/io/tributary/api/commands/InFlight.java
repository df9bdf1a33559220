package io.tributary.api.commands;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Admission at the door: how many commands may wait at a time, and how many of one tenant. A tenant may hold half of the
 * places, so that a flood of its own leaves room for its neighbours. Thread-safe.
 */
final class InFlight {
  private final int places;
  private final int share;
  private final Semaphore free;
  private final ConcurrentMap<UUID, Integer> byTenant = new ConcurrentHashMap<>();

  InFlight(int places) {
    this.places = places;
    this.share = Math.max(1, places / 2);
    this.free = new Semaphore(places);
  }

  /** @throws ProblemException {@code TOO_MANY_REQUESTS} when all places, or the tenant's, are taken */
  void enter(UUID tenant) {
    if (!free.tryAcquire()) {
      throw full(places + " commands wait for a decision here already");
    }
    if (byTenant.merge(tenant, 1, Integer::sum) > share) {
      leave(tenant);
      throw full(share + " commands of this tenant wait for a decision here already");
    }
  }

  void leave(UUID tenant) {
    byTenant.computeIfPresent(tenant, (id, count) -> count == 1 ? null : count - 1);
    free.release();
  }

  int taken() {
    return places - free.availablePermits();
  }

  private static ProblemException full(String detail) {
    return new ProblemException(ErrorCode.TOO_MANY_REQUESTS, detail);
  }
}
