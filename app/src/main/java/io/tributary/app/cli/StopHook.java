package io.tributary.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** For a command that has started processes: when it is asked to end, they must not outlive it. */
final class StopHook {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Thread main = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);

  private StopHook() {}

  /** From now on a request to end interrupts this thread, and waits until it has ended. */
  static StopHook set() {
    StopHook hook = new StopHook();
    Runtime.getRuntime().addShutdownHook(new Thread(hook::stop, "stop"));
    return hook;
  }

  void ended() {
    ended.countDown();
  }

  private void stop() {
    main.interrupt();
    try {
      ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
