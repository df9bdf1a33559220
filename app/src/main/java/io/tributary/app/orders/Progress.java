package io.tributary.app.orders;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far the orders are: a bar on a terminal, a line every few seconds elsewhere. */
public interface Progress extends AutoCloseable {
  /** One more order has its verdict. Thread-safe. */
  void step();

  @Override
  void close();

  /**
   * Shows progress until it is closed.
   *
   * @param total orders in all, or -1 when that isn't known
   * @param done orders that an earlier run brought to an end
   */
  static Progress of(boolean terminal, PrintStream out, String what, long total, long done) {
    return terminal ? bar(out, what, total, done) : new Lines(out, what, total, done);
  }

  private static Progress bar(PrintStream out, String what, long total, long done) {
    ProgressBar bar = new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total)
        .startsFrom(done, Duration.ZERO)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setUpdateIntervalMillis(200)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(out, 100))
        .build();
    return new Progress() {
      @Override
      public void step() {
        bar.step();
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** Progress without a terminal. */
  final class Lines implements Progress {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final String what;
    private final long total;
    private final AtomicLong done;
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime() + EVERY_NANOS);

    Lines(PrintStream out, String what, long total, long done) {
      this.out = out;
      this.what = what;
      this.total = total;
      this.done = new AtomicLong(done);
    }

    @Override
    public void step() {
      long now = done.incrementAndGet();
      long due = nextLine.get();
      long time = System.nanoTime();
      if (time - due >= 0 && nextLine.compareAndSet(due, time + EVERY_NANOS)) {
        print(now);
      }
    }

    private void print(long now) {
      out.println(total < 0 ? String.format("%s %,d", what, now)
          : String.format("%s %,d of %,d (%d %%)", what, now, total, now * 100 / Math.max(1, total)));
    }

    @Override
    public void close() {
      print(done.get());
    }
  }
}
