package io.tributary.app.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graph of start-up steps: each begins as soon as those it names have been made, so independent ones run side by side. The
 * first failure stops the rest and undoes what was started; {@link #close()} undoes everything, dependents first.
 *
 * <p>Steps run on platform threads: they load classes and start servers, which pins virtual threads on JDK 21, and there are
 * no more than a dozen of them.
 */
public final class Startup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  /** How long a step may take to notice that the start was given up. */
  private static final Duration GIVE_UP_PATIENCE = Duration.ofSeconds(9);

  private record Failure(String step, Throwable cause) {}

  private final Duration stopPatience;
  private final List<Step<?>> parts = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Failure> failure = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** @param stopPatience how long {@link #close()} waits for all parts together before it leaves the rest behind */
  public Startup(Duration stopPatience) {
    this.stopPatience = stopPatience;
  }

  /** Adds a step that begins when all of {@code after} have been made. */
  public <T> Step<T> step(String name, Callable<? extends T> action, Step<?>... after) {
    Step<T> part = new Step<>(name, action, List.of(after));
    parts.add(part);
    return part;
  }

  /**
   * Runs all steps; returns when the last has been made.
   *
   * @throws StartFailedException after everything started has been closed again
   */
  public void run(StartListener listener) throws StartFailedException, InterruptedException {
    synchronized (threads) {
      for (Step<?> part : parts) {
        threads.add(Thread.ofPlatform().daemon().name("start " + part.name()).start(() -> run(part, listener)));
      }
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      abort("the start was stopped");
      close();
      throw e;
    }
    Failure first = failure.get();
    if (first != null) {
      close();
      throw new StartFailedException(first.step(), first.cause());
    }
  }

  private void run(Step<?> part, StartListener listener) {
    try {
      part.awaitPredecessors();
      if (failure.get() != null) {
        throw new InterruptedException("given up");
      }
      listener.started(part.name());
      listener.made(part.name(), part.run());
    } catch (Throwable e) {
      if (failure.compareAndSet(null, new Failure(part.name(), e))) {
        listener.failed(part.name(), e);
        interruptOthers();
      }
      part.giveUp(e);
    }
  }

  /** Gives the start up from another thread. */
  public void abort(String reason) {
    if (failure.compareAndSet(null, new Failure("Start", new InterruptedException(reason)))) {
      interruptOthers();
    }
  }

  private void interruptOthers() {
    synchronized (threads) {
      threads.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
    }
  }

  /** Closes what was made: each part after those that were built on it, independent ones side by side. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + stopPatience.toNanos();
    awaitEndOfSteps();
    for (Step<?> part : parts) {
      Thread.ofPlatform().daemon().name("stop " + part.name()).start(() -> closeAfterDependents(part));
    }
    for (Step<?> part : parts) {
      try {
        part.closed().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        LOG.warn("{} did not stop in time", part.name());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void closeAfterDependents(Step<?> part) {
    CompletableFuture.allOf(parts.stream()
        .filter(other -> other.after().contains(part))
        .map(Step::closed)
        .toArray(CompletableFuture[]::new)).join();
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("{} did not stop cleanly", part.name(), e);
    }
  }

  private void awaitEndOfSteps() {
    long deadline = System.nanoTime() + GIVE_UP_PATIENCE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
