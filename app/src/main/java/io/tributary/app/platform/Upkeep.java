package io.tributary.app.platform;

import io.tributary.app.start.Supervisor;
import io.tributary.connectors.ConnectorProperties;
import io.tributary.outbox.OutboxPurge;
import io.tributary.queries.ContextHealth;
import io.tributary.queries.ContextRuntime;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a running platform: tells the supervisor of parts that fail, takes up registrations that were left halfway,
 * and purges what is no longer needed. Several instances may do so at once.
 */
public final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final long LOOKS_PER_ROUND = 120;

  /** Longer than any registration takes that somebody still waits for. */
  private static final Duration LEFT_HALFWAY = Duration.ofMinutes(1);

  /** Captured rows stay as long as the raw topics keep them, for a recapture. */
  private static final Duration KEEP_ROWS = Duration.ofDays(7);

  private final Platform platform;
  private final Supplier<Optional<String>> disk;
  private final Supervisor supervisor;
  private final OutboxPurge purge;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("upkeep").unstarted(this::run);

  private Upkeep(Platform platform, Supplier<Optional<String>> disk, Supervisor supervisor) {
    this.platform = platform;
    this.disk = disk;
    this.supervisor = supervisor;
    String slot = Objects.requireNonNull(ConnectorProperties.asWritten().get("slot.name"));
    this.purge = platform.outbox.get().purge(slot, KEEP_ROWS);
  }

  /**
   * Begins, in a thread of its own.
   *
   * @param disk what keeps this process from writing; empty when nothing does
   */
  public static Upkeep start(Platform platform, Supplier<Optional<String>> disk, Supervisor supervisor) {
    platform.capture.ifPresent(capture -> Captures.watch(capture.get(), supervisor));
    Upkeep upkeep = new Upkeep(platform, disk, supervisor);
    upkeep.thread.start();
    return upkeep;
  }

  private void run() {
    try {
      for (long look = 0; !closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS); look++) {
        look();
        if (look % LOOKS_PER_ROUND == 0) {
          attempt("Registrations left halfway were not taken up",
              () -> platform.outbox.get().tenants().resumeProvisioning(LEFT_HALFWAY));
          attempt("Old rows were not purged", purge::run);
          attempt("Old Idempotency-Keys were not purged", platform.outbox.get()::purgeIdempotencyKeys);
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
    disk.get().ifPresent(supervisor::failed);
    for (ContextRuntime context : platform.contexts()) {
      ContextHealth health = context.health();
      if (health.status() == ContextHealth.Status.FAILED) {
        supervisor.failed("The " + health.context().id() + " topology stopped: " + health.detail());
      }
    }
  }

  /** What fails now, for instance because PostgreSQL is away, is tried again in the next round. */
  private static void attempt(String otherwise, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: {}", otherwise, e.toString());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
