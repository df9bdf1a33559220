package io.tributary.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers in a closed loop: each sends its next operation when the last one is answered. */
final class Load {
  private static final Duration WARM_TURN = Duration.ofSeconds(5);

  private Load() {}

  /**
   * Few callers and many in turns, some seconds each: in a pool that isn't fair some of them wait for as long as a load lasts.
   *
   * @param length at least; the last turn of each is whole
   */
  static void warm(Decisions decisions, List<UUID> wallets, int step, Duration length) throws Exception {
    for (long left = length.toSeconds(); left > 0; left -= 2 * WARM_TURN.toSeconds()) {
      run(decisions, wallets, 64, step, WARM_TURN);
      run(decisions, wallets, 1_024, step, WARM_TURN);
    }
  }

  /**
   * @param wallets the callers are dealt out over them
   * @throws Exception when any operation fails: a figure with failures in it is none
   */
  static Figure run(Decisions decisions, List<UUID> wallets, int callers, Duration duration) throws Exception {
    return run(decisions, wallets, callers, 0, duration);
  }

  /**
   * As {@link #run(Decisions, List, int, Duration)}, but each caller goes on to another one with each operation.
   *
   * @param step how far; 0: it stays
   */
  static Figure run(Decisions decisions, List<UUID> wallets, int callers, int step, Duration duration)
      throws Exception {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    List<Future<long[]>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        int first = caller;
        running.add(threads.submit(() -> loop(decisions, wallets, first, step, end)));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> caller : running) {
      all.add(caller.get());
    }
    return Figure.of(all.stream().flatMapToLong(Arrays::stream).sorted().toArray(), decisions.perCall(), seconds);
  }

  private static long[] loop(Decisions decisions, List<UUID> wallets, int first, int step, long end)
      throws Exception {
    long[] nanos = new long[256];
    int done = 0;
    String prefix = UUID.randomUUID() + "-";
    for (long now = System.nanoTime(); now < end; ) {
      decisions.consume(wallets.get((int) ((first + (long) done * step) % wallets.size())), prefix + done);
      long after = System.nanoTime();
      if (done == nanos.length) {
        nanos = Arrays.copyOf(nanos, done * 2);
      }
      nanos[done++] = after - now;
      now = after;
    }
    return Arrays.copyOf(nanos, done);
  }

  /** Decisions per second, and how long a call took, in milliseconds. */
  record Figure(double perSecond, double p50, double p99) {
    static Figure of(long[] sortedNanos, int perCall, double seconds) {
      return new Figure(sortedNanos.length * (double) perCall / seconds, at(sortedNanos, 0.50), at(sortedNanos, 0.99));
    }

    private static double at(long[] sorted, double quantile) {
      return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)] / 1e6;
    }
  }
}
