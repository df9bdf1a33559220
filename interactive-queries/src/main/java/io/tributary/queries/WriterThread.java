package io.tributary.queries;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the stores' writes of one stream thread are committed. All that a thread writes, for input records, timers and
 * upkeep alike, it writes between two polls, and one transaction at a time holds it. The thread's life is cut into
 * numbered stretches, each ended by a poll or a commit. A stretch is clean once a commit followed its writes, or a poll
 * began with no transaction open. What a reader saw was written in the stretch that was current after its read, or
 * earlier: it waits until that stretch is clean. An idle thread rests inside a poll, where nothing has to be waited for.
 */
final class WriterThread {
  /** Stands for the thread of a partition that nobody serves here. */
  static final WriterThread NONE = new WriterThread();

  private final AtomicLong stretch = new AtomicLong();
  private final Milestone clean = new Milestone(-1);
  private volatile GroupLease lease = new GroupLease(Duration.ZERO);
  // Only the thread itself looks at it.
  private boolean transactionOpen;

  /** The current stretch; to be taken after the read. */
  long stretch() {
    return stretch.get();
  }

  /** The last clean stretch; its generation changes when writes were rolled back, or may have been. */
  Milestone clean() {
    return clean;
  }

  /** By which its consumer has its partitions. */
  GroupLease lease() {
    return lease;
  }

  void hasPartitionsBy(GroupLease consumers) {
    lease = consumers;
  }

  void pollBegins() {
    if (!transactionOpen) {
      clean.advance(stretch.get());
    }
  }

  /** Nothing that it wrote waits for a commit. */
  boolean rests() {
    return !transactionOpen;
  }

  void pollEnds() {
    stretch.incrementAndGet();
  }

  void transactionBegins() {
    transactionOpen = true;
  }

  void transactionCommitted() {
    transactionOpen = false;
    clean.advance(stretch.getAndIncrement());
  }

  /** What was written since the last clean stretch is lost, or may be. */
  void rolledBack() {
    transactionOpen = false;
    clean.restart(clean.reached());
    stretch.incrementAndGet();
  }
}
