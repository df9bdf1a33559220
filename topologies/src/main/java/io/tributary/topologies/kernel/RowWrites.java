package io.tributary.topologies.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/** The batches of a stream thread that RocksDB is still taking. The thread's transaction ends behind them. It belongs to one thread. */
public final class RowWrites {
  private static final ThreadLocal<RowWrites> OF_THREAD = ThreadLocal.withInitial(RowWrites::new);

  private List<CompletableFuture<Void>> running = new ArrayList<>();

  private RowWrites() {}

  /** Of the calling stream thread. */
  public static RowWrites ofThread() {
    return OF_THREAD.get();
  }

  void began(CompletableFuture<Void> write) {
    running.add(write);
  }

  /**
   * Waits until RocksDB has all of them: readers whom the commit wakes find their rows.
   *
   * @throws ProcessorStateException when it could not take one
   */
  public void await() {
    List<CompletableFuture<Void>> all = running;
    running = new ArrayList<>();
    all.forEach(RowWrites::join);
  }

  /** The transaction is rolled back. Its stores, which are closed for that, wait for what is under way. */
  public void forget() {
    running = new ArrayList<>();
  }

  static void join(CompletableFuture<Void> write) {
    try {
      write.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new ProcessorStateException(e.getCause());
    }
  }
}
