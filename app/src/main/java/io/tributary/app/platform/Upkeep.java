package io.tributary.app.platform;

import io.tributary.app.start.Supervisor;
import io.tributary.connectors.ConnectorProperties;
import io.tributary.outbox.Outbox;
import io.tributary.outbox.OutboxPurge;
import io.tributary.queries.ContextHealth;
import io.tributary.queries.ContextRuntime;
import java.time.Duration;
import java.util.List;
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

  private final List<ContextRuntime> contexts;
  private final Optional<Outbox> outbox;
  private final Optional<OutboxPurge> purge;
  private final Supplier<Optional<String>> disk;
  private final Supervisor supervisor;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("upkeep").unstarted(this::run);

  private Upkeep(
      List<ContextRuntime> contexts, Optional<Outbox> outbox, Supplier<Optional<String>> disk, Supervisor supervisor) {
    this.contexts = contexts;
    this.outbox = outbox;
    this.disk = disk;
    this.supervisor = supervisor;
    String slot = Objects.requireNonNull(ConnectorProperties.asWritten().get("slot.name"));
    this.purge = outbox.map(writes -> writes.purge(slot, KEEP_ROWS));
    thread.start();
  }

  /**
   * Begins, in a thread of its own.
   *
   * @param disk what keeps this process from writing; empty when nothing does
   */
  public static Upkeep start(Platform platform, Supplier<Optional<String>> disk, Supervisor supervisor) {
    platform.capture.ifPresent(capture -> Captures.watch(capture.get(), supervisor));
    return new Upkeep(
        platform.contexts.running(), Optional.of(platform.writes.outbox.get()), disk, supervisor);
  }

  /** Of a process with stores alone. */
  public static Upkeep start(WorkerParts worker, Supplier<Optional<String>> disk, Supervisor supervisor) {
    return new Upkeep(worker.contexts.running(), Optional.empty(), disk, supervisor);
  }

  /** Of a process with an API alone. */
  public static Upkeep start(FrontParts front, Supervisor supervisor) {
    return new Upkeep(List.of(), Optional.of(front.writes.outbox.get()), Optional::empty, supervisor);
  }

  private void run() {
    try {
      for (long look = 0; !closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS); look++) {
        look();
        if (look % LOOKS_PER_ROUND == 0) {
          outbox.ifPresent(this::tidy);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Nobody looks after the platform any more", e);
      supervisor.failed("Nobody looks after the platform any more: " + e);
    }
  }

  private void tidy(Outbox writes) {
    attempt("Registrations left halfway were not taken up",
        () -> writes.tenants().resumeProvisioning(LEFT_HALFWAY));
    attempt("Old rows were not purged", () -> purge.ifPresent(OutboxPurge::run));
    attempt("Old Idempotency-Keys were not purged", writes::purgeIdempotencyKeys);
  }

  private void look() {
    disk.get().ifPresent(supervisor::failed);
    for (ContextRuntime context : contexts) {
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
