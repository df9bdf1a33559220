package io.tributary.api.commands;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Admission at the door: how many commands may wait at a time, and how many of one tenant. A tenant may hold half of the
 * places, so that a flood of its own leaves room for its neighbours. Thread-safe.
 */
final class InFlight {
  private final int places;
  private final int share;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final Map<UUID, Integer> byTenant = new HashMap<>();
  private int taken;

  InFlight(int places) {
    this.places = places;
    this.share = Math.max(1, places / 2);
  }

  /**
   * @param patience how long to wait for a place
   * @throws ProblemException {@code TOO_MANY_REQUESTS} when all places, or the tenant's, stay taken
   */
  void enter(UUID tenant, Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      String full = full(tenant);
      while (full != null) {
        if (nanos <= 0) {
          throw new ProblemException(ErrorCode.TOO_MANY_REQUESTS, full);
        }
        nanos = left.awaitNanos(nanos);
        full = full(tenant);
      }
      taken++;
      byTenant.merge(tenant, 1, Integer::sum);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ErrorCode.TOO_MANY_REQUESTS, "interrupted while all places were taken");
    } finally {
      lock.unlock();
    }
  }

  void leave(UUID tenant) {
    lock.lock();
    try {
      taken--;
      byTenant.computeIfPresent(tenant, (id, count) -> count == 1 ? null : count - 1);
      if (lock.hasWaiters(left)) {
        left.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  int taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable String full(UUID tenant) {
    if (taken >= places) {
      return places + " commands wait for a decision here already";
    }
    return byTenant.getOrDefault(tenant, 0) >= share
        ? share + " commands of this tenant wait for a decision here already"
        : null;
  }
}
