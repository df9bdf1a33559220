package io.tributary.app.lab.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several who do the same at the same time. */
final class Callers {
  private Callers() {}

  /** What one of them does. */
  interface Caller<T> {
    T call(int number) throws Exception;
  }

  /**
   * What each of them got.
   *
   * @param seconds until the last one was done
   */
  record All<T>(List<T> results, double seconds) {}

  /** Returns when all are done. */
  static <T> All<T> run(int callers, Caller<T> caller) throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int number = 0; number < callers; number++) {
        int mine = number;
        running.add(threads.submit(() -> caller.call(mine)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return new All<>(results, (System.nanoTime() - begin) / 1e9);
    }
  }
}
