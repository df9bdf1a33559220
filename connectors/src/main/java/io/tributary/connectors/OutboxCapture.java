package io.tributary.connectors;

import io.tributary.connectors.CaptureState.Failed;
import io.tributary.connectors.CaptureState.Reconnecting;
import io.tributary.connectors.CaptureState.Starting;
import io.tributary.connectors.CaptureState.Stopped;
import io.tributary.connectors.CaptureState.Stopping;
import io.tributary.connectors.CaptureState.Streaming;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries committed outbox rows to the raw topics, in commit order, at least once. A broken connection to PostgreSQL is
 * tried again; anything that could lose a row stops the capture with a reason.
 */
public final class OutboxCapture implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxCapture.class);
  private static final Duration POLL = Duration.ofMillis(50);

  private final CaptureConfig config;
  private final Map<String, String> connector;
  private final StartCheck check;
  private final CaptureMetrics metrics = new CaptureMetrics(Clock.systemUTC());
  private final CompletableFuture<Failed> failure = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor;

  private CaptureState state = new Starting();
  private StartMode mode = StartMode.CONTINUE;
  private boolean streamed;

  public OutboxCapture(CaptureConfig config) {
    this.config = config;
    this.connector = ConnectorProperties.forEngine(config);
    this.check = new StartCheck(config, connector);
    this.supervisor = Thread.ofPlatform().name("outbox-capture").daemon().unstarted(this::supervise);
  }

  /** Starts from the stored position. */
  public void start() {
    start(StartMode.CONTINUE);
  }

  /** Starts in the background; can be called once. The raw topics must exist. */
  public void start(StartMode startMode) {
    mode = startMode;
    supervisor.start();
  }

  public synchronized CaptureState state() {
    return state;
  }

  public CaptureMetrics metrics() {
    return metrics;
  }

  /** Completes when the capture stops by itself; never after {@link #close}. */
  public CompletableFuture<Failed> failure() {
    return failure.copy();
  }

  /**
   * Waits until rows stream.
   *
   * @throws CaptureException when the capture has failed or was closed, or the time is over
   */
  public synchronized void awaitStreaming(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!(state instanceof Streaming)) {
      if (state instanceof Failed(String reason)) {
        throw new CaptureException(reason);
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (state.ended() || left <= 0) {
        throw new CaptureException("The capture does not stream after " + timeout + ": " + state);
      }
      wait(left);
    }
  }

  /** Stops and waits for it; what Kafka has acknowledged is not sent again, except the last transaction. */
  @Override
  public void close() {
    closing.countDown();
    moveTo(new Stopping());
    boolean interrupted = false;
    while (supervisor.isAlive()) {
      try {
        supervisor.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    moveTo(new Stopped());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    int failures = 0;
    while (closing.getCount() > 0) {
      try {
        runOnce();
      } catch (Exception e) {
        failures = streamed ? 1 : failures + 1;
        streamed = false;
        if (closing.getCount() > 0 && !retry(e, failures)) {
          return;
        }
      }
    }
  }

  /** Runs one engine: returns when the capture is closed, throws what ended the engine before. */
  private void runOnce() throws Exception {
    moveTo(new Starting());
    check.prepare(mode, closing);
    mode = StartMode.CONTINUE;
    try (CaptureEngine engine = new CaptureEngine(config, connector, metrics)) {
      engine.start();
      while (!closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (engine.done().isDone()) {
          engine.done().get();
          throw new CaptureException("The capture's engine stopped by itself");
        }
        if (!streamed && check.streaming()) {
          streamed = true;
          moveTo(new Streaming());
        }
      }
    }
  }

  /** Waits for the next try; false when there is none. */
  private boolean retry(Exception thrown, int failures) {
    EngineFailure cause = EngineFailure.of(thrown);
    if (!cause.connection()) {
      return fail(cause.reason(), thrown);
    }
    if (failures > config.retry().attempts()) {
      return fail(
          "PostgreSQL at %s:%d can't be reached, tried %d times: %s"
              .formatted(config.host(), config.port(), failures, cause.reason()),
          thrown);
    }
    Duration delay = config.retry().delay(failures);
    log.warn("Capture tries again in {} ms: {}", delay.toMillis(), cause.reason());
    moveTo(new Reconnecting(cause.reason(), failures));
    try {
      closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      return fail("The capture's thread was interrupted", e);
    }
  }

  private boolean fail(String reason, Exception thrown) {
    log.error("Capture failed: {}", reason);
    log.debug("Capture failed", thrown);
    Failed failed = new Failed(reason);
    moveTo(failed);
    failure.complete(failed);
    return false;
  }

  /** A capture that is being closed only moves on to stopped, and one that failed stays so. */
  private synchronized void moveTo(CaptureState next) {
    if (!state.ended() && (!(state instanceof Stopping) || next.ended())) {
      state = next;
      notifyAll();
    }
  }
}
