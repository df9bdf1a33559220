package io.tributary.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far one input partition is committed, and who waits for it to get further. A commit wakes exactly the waiters that
 * it satisfies, so thousands of them cost nothing while they wait.
 */
final class InputProgress {
  /** Nothing is known of the partition: it was not assigned to this process yet. */
  static final long UNKNOWN = -1;

  /** How a wait ended. */
  enum Outcome {
    REACHED,
    /** The partition was assigned anew: what was read before may have been rolled back. */
    REASSIGNED,
    TIMED_OUT
  }

  private record Waiter(long offset, long number, CompletableFuture<Outcome> outcome) implements Comparable<Waiter> {
    @Override
    public int compareTo(Waiter other) {
      int byOffset = Long.compare(offset, other.offset);
      return byOffset != 0 ? byOffset : Long.compare(number, other.number);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final TreeSet<Waiter> waiters = new TreeSet<>();
  private long nextWaiter;
  private volatile long committed = UNKNOWN;
  private volatile long generation;
  private volatile long lastPolled = UNKNOWN;
  private volatile long unfetched = UNKNOWN;

  /** The committed offset: that of the next record to process. */
  long committed() {
    return committed;
  }

  /** Grows with each assignment of the partition to this process. */
  long generation() {
    return generation;
  }

  /** True when the record at {@code offset} is committed. */
  boolean covers(long offset) {
    return committed > offset;
  }

  /** A transaction that ended at this offset has been committed. */
  void commit(long offset) {
    List<Waiter> reached = new ArrayList<>();
    lock.lock();
    try {
      if (offset <= committed) {
        return;
      }
      committed = offset;
      while (!waiters.isEmpty() && waiters.first().offset() < offset) {
        reached.add(waiters.pollFirst());
      }
    } finally {
      lock.unlock();
    }
    reached.forEach(waiter -> waiter.outcome().complete(Outcome.REACHED));
  }

  /** The partition starts here from the group's committed offset; whatever was read of it before is void. */
  void assign(long offset) {
    List<Waiter> voided;
    lock.lock();
    try {
      generation++;
      committed = offset;
      lastPolled = UNKNOWN;
      unfetched = UNKNOWN;
      voided = List.copyOf(waiters);
      waiters.clear();
    } finally {
      lock.unlock();
    }
    voided.forEach(waiter -> waiter.outcome().complete(Outcome.REASSIGNED));
  }

  /** Records up to this offset have been handed to the task. */
  void polled(long lastOffset) {
    lastPolled = lastOffset;
  }

  /** Records that the broker still holds for the consumer. */
  void unfetched(long records) {
    unfetched = records;
  }

  /** Records not committed yet, fetched or not; empty while unknown. */
  OptionalLong behind() {
    long waiting = unfetched;
    if (waiting == UNKNOWN || committed == UNKNOWN) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(waiting + Math.max(0, lastPolled - committed + 1));
  }

  /**
   * Waits until the record at {@code offset} is committed.
   *
   * @param generation the assignment under which the caller has read
   * @param timeoutNanos how long to wait; at most 0 only looks
   */
  Outcome await(long offset, long generation, long timeoutNanos) throws InterruptedException {
    Waiter waiter;
    lock.lock();
    try {
      if (this.generation != generation) {
        return Outcome.REASSIGNED;
      }
      if (committed > offset) {
        return Outcome.REACHED;
      }
      if (timeoutNanos <= 0) {
        return Outcome.TIMED_OUT;
      }
      waiter = new Waiter(offset, nextWaiter++, new CompletableFuture<>());
      waiters.add(waiter);
    } finally {
      lock.unlock();
    }
    try {
      return waiter.outcome().get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Outcome.TIMED_OUT;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
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
