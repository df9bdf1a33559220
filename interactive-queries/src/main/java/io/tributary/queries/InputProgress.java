package io.tributary.queries;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** How far one input partition is fetched, applied and committed. */
final class InputProgress {
  private static final long UNKNOWN = -1;

  private final Milestone committed = new Milestone(UNKNOWN);
  private volatile WriterThread writer = WriterThread.NONE;
  private volatile long lastPolled = UNKNOWN;
  private volatile long unfetched = UNKNOWN;
  private final Milestone consumed = new Milestone(UNKNOWN);
  private final AtomicLong asked = new AtomicLong(UNKNOWN);

  /** The committed offset, which is that of the next record to process; its generation is the partition's assignment. */
  Milestone committed() {
    return committed;
  }

  /** The thread whose task applies the partition's records. */
  WriterThread writer() {
    return writer;
  }

  /** The partition's task starts, in this thread, from the group's committed offset. */
  void assign(WriterThread thread, long offset) {
    writer = thread;
    lastPolled = UNKNOWN;
    unfetched = UNKNOWN;
    consumed.restart(UNKNOWN);
    committed.restart(offset);
  }

  /** True while somebody waits for the consumer to come further than it told. */
  boolean asked() {
    return asked.get() > consumed.reached();
  }

  /** The consumer has passed all records below this offset, those included that it does not hand out. */
  void consumed(long offset) {
    consumed.advance(offset);
  }

  /** Waits until all records below an offset are applied and committed. */
  Milestone.Outcome awaitReadTo(long end, Deadline deadline) throws InterruptedException {
    long assignment = committed.generation();
    long reading = consumed.generation();
    asked.accumulateAndGet(end, Math::max);
    Milestone.Outcome read = consumed.await(end, reading, deadline.remainingNanos());
    long last = lastPolled;
    return read != Milestone.Outcome.REACHED || last == UNKNOWN
        ? read
        : committed.await(last + 1, assignment, deadline.remainingNanos());
  }

  /** The partition went to another process or thread: its lag is no longer known from here. */
  void leave() {
    unfetched = UNKNOWN;
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
    long done = committed.reached();
    if (waiting == UNKNOWN || done == UNKNOWN) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(waiting + Math.max(0, lastPolled - done + 1));
  }
}
