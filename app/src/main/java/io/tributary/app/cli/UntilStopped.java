package io.tributary.app.cli;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.platform.Life;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.Tracing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Runs a role in this process until somebody asks the process to end (Ctrl-C, SIGTERM). */
final class UntilStopped {
  /** Stopping takes less than this; then the process ends in any case. */
  private static final Duration STOP_DEADLINE = Duration.ofMillis(9_700);

  private UntilStopped() {}

  /** What a command does around its role's life. */
  interface Body {
    void run(Runner runner) throws InterruptedException;
  }

  /** Where a role's life is lived; where its log goes must be settled before. */
  interface Runner {
    void run(Role role) throws InterruptedException;
  }

  /** Runs the body; a process that is asked to end waits until the body has returned. */
  static void run(Body body) {
    CountDownLatch ended = new CountDownLatch(1);
    try {
      body.run(role -> live(role, ended));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
    } finally {
      ended.countDown();
    }
  }

  /** Runs a role whose spans go where these options say. */
  static void run(TraceOptions trace, Role role) {
    run(runner -> {
      try (Tracing tracing = trace.start()) {
        runner.run(role);
      }
    });
  }

  private static void live(Role role, CountDownLatch ended) throws InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Life life = new Life(System.out, Terminal.isOne(), Terminal.isColourful());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(life, ended), "stop"));
    if (Boolean.getBoolean("tributary.stops.with.input")) {
      Thread.ofPlatform().daemon().name("input").start(UntilStopped::stopWithInput);
    }
    life.run(role);
  }

  /** Who started this process holds the other end: it is gone when that process is, however it ended. */
  private static void stopWithInput() {
    try {
      while (System.in.read() >= 0) {
        // What is said there means nothing.
      }
    } catch (IOException e) {
      // The same as its end.
    }
    System.exit(ExitCode.FAILED.status());
  }

  /** Runs when the process is asked to end, and (then with nothing to do) when it ends by itself. */
  private static void stop(Life life, CountDownLatch ended) {
    life.stop();
    try {
      ended.await(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
