package io.tributary.queries.remote;

import io.tributary.queries.LocalHost;
import io.tributary.queries.RuntimeSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Looks again and again at what this process has, for those who follow it. */
final class StatusFeed implements AutoCloseable {
  private static final long LOOK_MILLIS = 25;

  private final LocalHost local;
  private final RuntimeSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = Thread.ofPlatform().daemon().name("placement").unstarted(this::run);
  private NodeStatus last;
  private long version;
  private volatile boolean closed;

  StatusFeed(LocalHost local, RuntimeSettings settings) {
    this.local = local;
    this.settings = settings;
    last = look();
    thread.start();
  }

  /** What it has now, without a time, and the number of that change. */
  record Seen(NodeStatus status, long version) {}

  /**
   * Returns with the first change after {@code version}, or without one after that time.
   *
   * @throws InterruptedException also when the feed is closed
   */
  Seen await(long after, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (version <= after && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      if (closed) {
        throw new InterruptedException("the process stops");
      }
      return new Seen(last, version);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!closed) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        NodeStatus now = look();
        if (!now.equals(last)) {
          change(now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void change(NodeStatus now) {
    lock.lock();
    try {
      last = now;
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private NodeStatus look() {
    return new NodeStatus(settings.advertised().toString(), settings.partitions(), local.tasks(), 0);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}
