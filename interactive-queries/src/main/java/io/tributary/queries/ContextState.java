package io.tributary.queries;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/** Streams' own state of one context, and the first reason why it failed. */
final class ContextState implements KafkaStreams.StateListener {
  private final Context context;
  private final RestoreProgress restores;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile State state = State.CREATED;
  private volatile @Nullable String failure;

  ContextState(Context context, RestoreProgress restores) {
    this.context = context;
    this.restores = restores;
  }

  @Override
  public void onChange(State newState, State oldState) {
    update(() -> state = newState);
  }

  void failed(String reason) {
    update(() -> {
      if (failure == null) {
        failure = reason;
      }
    });
  }

  ContextHealth health() {
    String reason = failure;
    State now = state;
    long total = restores.toRestore();
    if (reason != null) {
      return health(ContextHealth.Status.FAILED, reason);
    }
    return switch (now) {
      case RUNNING -> health(ContextHealth.Status.RUNNING, "all assigned partitions are served");
      case CREATED -> health(ContextHealth.Status.STARTING, "the application is starting");
      case REBALANCING -> total == 0
          ? health(ContextHealth.Status.STARTING, "partitions are being assigned")
          : new ContextHealth(context, ContextHealth.Status.RESTORING,
              "%d of %d records restored".formatted(restores.restored(), total), restores.restored(), total);
      case PENDING_SHUTDOWN, NOT_RUNNING -> health(ContextHealth.Status.STOPPED, "the application was stopped");
      case PENDING_ERROR, ERROR -> health(ContextHealth.Status.FAILED, context.id() + " stopped after an error");
    };
  }

  /**
   * @throws StartFailedException when it fails or stops first, or the time is over
   */
  void awaitRunning(Duration timeout) {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (true) {
        ContextHealth health = health();
        switch (health.status()) {
          case RUNNING -> {
            return;
          }
          case FAILED, STOPPED -> throw new StartFailedException(health.detail());
          case STARTING, RESTORING -> {
            if (left <= 0) {
              throw new StartFailedException("%s is not running after %d s: %s"
                  .formatted(context.id(), timeout.toSeconds(), health.detail()));
            }
            left = changed.awaitNanos(left);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException(context.id() + " was interrupted while it started", e);
    } finally {
      lock.unlock();
    }
  }

  private void update(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private ContextHealth health(ContextHealth.Status status, String detail) {
    return new ContextHealth(context, status, detail, 0, 0);
  }
}
