package io.tributary.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A number that grows, and who waits for it. An advance wakes exactly the waiters that it satisfies, so thousands of them
 * cost nothing while they wait. A new generation sends all of them away: what they wait for has lost its meaning.
 */
final class Milestone {
  /** How a wait ended. */
  enum Outcome {
    REACHED,
    /** A new generation began: what was read before may have been rolled back. */
    VOID,
    TIMED_OUT
  }

  private record Waiter(long target, long number, CompletableFuture<Outcome> outcome) implements Comparable<Waiter> {
    @Override
    public int compareTo(Waiter other) {
      int byTarget = Long.compare(target, other.target);
      return byTarget != 0 ? byTarget : Long.compare(number, other.number);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final TreeSet<Waiter> waiters = new TreeSet<>();
  private long nextWaiter;
  private volatile long reached;
  private volatile long generation;

  Milestone(long start) {
    reached = start;
  }

  long reached() {
    return reached;
  }

  long generation() {
    return generation;
  }

  /** Does nothing when the number is as high already. */
  void advance(long to) {
    if (to <= reached) {
      return;
    }
    List<Waiter> satisfied = new ArrayList<>();
    lock.lock();
    try {
      reached = Math.max(reached, to);
      while (!waiters.isEmpty() && waiters.first().target() <= reached) {
        satisfied.add(waiters.pollFirst());
      }
    } finally {
      lock.unlock();
    }
    satisfied.forEach(waiter -> waiter.outcome().complete(Outcome.REACHED));
  }

  /** Begins a new generation at this number, which may be lower. */
  void restart(long at) {
    List<Waiter> sentAway;
    lock.lock();
    try {
      generation = generation + 1;
      reached = at;
      sentAway = List.copyOf(waiters);
      waiters.clear();
    } finally {
      lock.unlock();
    }
    sentAway.forEach(waiter -> waiter.outcome().complete(Outcome.VOID));
  }

  /**
   * Waits until the number is at least {@code target}.
   *
   * @param inGeneration the generation in which the caller has read
   * @param timeoutNanos how long to wait; at most 0 only looks
   */
  Outcome await(long target, long inGeneration, long timeoutNanos) throws InterruptedException {
    Waiter waiter;
    lock.lock();
    try {
      if (generation != inGeneration) {
        return Outcome.VOID;
      }
      if (reached >= target) {
        return Outcome.REACHED;
      }
      if (timeoutNanos <= 0) {
        return Outcome.TIMED_OUT;
      }
      waiter = new Waiter(target, nextWaiter++, new CompletableFuture<>());
      waiters.add(waiter);
    } finally {
      lock.unlock();
    }
    try {
      return waiter.outcome().get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Outcome.TIMED_OUT;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a wait is never completed with an error", e);
    } finally {
      forget(waiter);
    }
  }

  private void forget(Waiter waiter) {
    lock.lock();
    try {
      waiters.remove(waiter);
    } finally {
      lock.unlock();
    }
  }
}
