package io.tributary.app.dev;

import io.tributary.app.instance.DataDirectory;
import io.tributary.app.start.Supervisor;
import io.tributary.connectors.ConnectorProperties;
import io.tributary.outbox.OutboxPurge;
import io.tributary.queries.ContextHealth;
import io.tributary.queries.ContextRuntime;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a running platform: tells the supervisor of parts that fail, and purges what is no longer needed. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final long LOOKS_PER_PURGE = 120;

  /** Captured rows stay as long as the raw topics keep them, for a recapture. */
  private static final Duration KEEP_ROWS = Duration.ofDays(7);

  private final DevPlatform platform;
  private final DataDirectory data;
  private final Supervisor supervisor;
  private final OutboxPurge purge;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::run);

  Watch(DevPlatform platform, DataDirectory data, Supervisor supervisor) {
    this.platform = platform;
    this.data = data;
    this.supervisor = supervisor;
    String slot = Objects.requireNonNull(ConnectorProperties.asWritten().get("slot.name"));
    this.purge = platform.outbox.get().purge(slot, KEEP_ROWS);
  }

  void start() {
    supervisor.watch(platform.postgres.get().exited());
    supervisor.watch(platform.kafka.get().exited());
    supervisor.watch(platform.registry.get().exited());
    supervisor.watchFailure(
        platform.capture.get().failure().thenApply(failed -> "Change capture stopped: " + failed.reason()));
    thread.start();
  }

  private void run() {
    try {
      for (long round = 0; !closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS); round++) {
        look();
        if (round % LOOKS_PER_PURGE == 0) {
          purge();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Nobody looks after the platform any more", e);
      supervisor.failed("Nobody looks after the platform any more: " + e);
    }
  }

  private void look() {
    data.fault().ifPresent(supervisor::failed);
    for (ContextRuntime context : platform.contexts()) {
      ContextHealth health = context.health();
      if (health.status() == ContextHealth.Status.FAILED) {
        supervisor.failed("The " + health.context().id() + " topology stopped: " + health.detail());
      }
    }
  }

  private void purge() {
    try {
      purge.run();
      platform.outbox.get().purgeIdempotencyKeys();
    } catch (RuntimeException e) {
      LOG.warn("Old rows were not purged: {}", e.toString());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
