package io.tributary.app.orders;

import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does work several at a time, begun in its order and at an even rate; it may overtake in flight. */
final class Lanes {
  private final Pace pace;
  private final int width;

  Lanes(Driver.Settings settings) {
    this.pace = new Pace(settings.perSecond());
    this.width = settings.concurrency();
  }

  /**
   * Does all of it and waits for its end; after a failure nothing more is begun, and the first one is thrown.
   *
   * @param name of a piece of work, for its thread
   */
  <T> void run(Iterator<T> work, Function<T, String> name, Consumer<T> each)
      throws InterruptedException {
    Semaphore slots = new Semaphore(width);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      while (work.hasNext() && failure.get() == null) {
        T piece = work.next();
        pace.await();
        slots.acquire();
        Thread.ofVirtual().name(name.apply(piece)).start(() -> {
          try {
            each.accept(piece);
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            slots.release();
          }
        });
      }
    } finally {
      slots.acquireUninterruptibly(width);
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }
}
