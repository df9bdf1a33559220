package io.tributary.app.start;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A step of a {@link Startup} and what it made. A value that is {@link AutoCloseable} is closed when the start is undone,
 * after everything that was built on it.
 */
public final class Step<T> {
  private final String name;
  private final Callable<? extends T> action;
  private final List<Step<?>> after;
  private final CompletableFuture<T> made = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  Step(String name, Callable<? extends T> action, List<Step<?>> after) {
    this.name = name;
    this.action = action;
    this.after = after;
  }

  public String name() {
    return name;
  }

  /** What the step made; only for steps that come after this one. */
  public T get() {
    if (!made.isDone()) {
      throw new IllegalStateException("\"" + name + "\" is used by a step that does not come after it");
    }
    return made.join();
  }

  /** What the step made, if it has. */
  public Optional<T> made() {
    return made.isDone() && !made.isCompletedExceptionally() ? Optional.of(made.join()) : Optional.empty();
  }

  /** Runs the step once everything before it has been made. */
  Duration run() throws Exception {
    long begin = System.nanoTime();
    made.complete(action.call());
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  void awaitPredecessors() throws Exception {
    for (Step<?> predecessor : after) {
      predecessor.made.get();
    }
  }

  void giveUp(Throwable cause) {
    made.completeExceptionally(cause);
  }

  List<Step<?>> after() {
    return after;
  }

  CompletableFuture<@Nullable Void> closed() {
    return closed;
  }

  /** Closes what was made, if anything, and marks this part as gone in any case. */
  void close() throws Exception {
    try {
      if (made().orElse(null) instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } finally {
      closed.complete(null);
    }
  }
}
