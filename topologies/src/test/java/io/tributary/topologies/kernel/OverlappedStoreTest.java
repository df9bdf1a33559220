package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OverlappedStoreTest {
  private static final int MANY = 200;

  private final Slow slow = new Slow();
  private final OverlappedStore store = new OverlappedStore(slow);

  /** A store that takes a batch when it is told to, or fails. */
  private static final class Slow extends InMemoryKeyValueStore {
    private final CountDownLatch gate = new CountDownLatch(1);
    private @Nullable RuntimeException failure;
    private @Nullable Thread writer;

    Slow() {
      super("rows");
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
      writer = Thread.currentThread();
      if (rows.size() == MANY) {
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      if (failure != null) {
        throw failure;
      }
      super.putAll(rows);
    }
  }

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    RowWrites.ofThread().forget();
  }

  @AfterEach
  void close() {
    RowWrites.ofThread().forget();
  }

  @Test
  void aBatchIsUnderWayWhileItsWriterGoesOnAndOthersRead() {
    store.putAll(rows(MANY, 1));

    assertThat(elsewhere(store, 0)).isNull();

    slow.gate.countDown();
    assertThat(store.get(key(0))).containsExactly(1);
    assertThat(elsewhere(store, MANY - 1)).containsExactly(1);
  }

  @Test
  void theCommitWaitsUntilItIsIn() {
    store.putAll(rows(MANY, 1));
    slow.gate.countDown();

    RowWrites.ofThread().await();

    assertThat(elsewhere(store, MANY - 1)).containsExactly(1);
  }

  @Test
  void batchesComeInTheirOrder() {
    slow.gate.countDown();
    store.putAll(rows(MANY, 1));
    store.putAll(rows(MANY, 2));
    store.put(key(3), new byte[] {3});
    RowWrites.ofThread().await();

    assertThat(store.get(key(2))).containsExactly(2);
    assertThat(store.get(key(3))).containsExactly(3);
    assertThat(store.delete(key(2))).containsExactly(2);
  }

  @Test
  void aFewRowsAreWrittenByTheCallingThread() {
    store.putAll(rows(3, 1));

    assertThat(slow.writer).isEqualTo(Thread.currentThread());
    assertThat(elsewhere(store, 2)).containsExactly(1);
  }

  @Test
  void whatCannotBeWrittenFailsTheNextReadAndTheCommit() {
    slow.failure = new ProcessorStateException("no space left");
    store.putAll(rows(MANY, 1));
    slow.gate.countDown();

    assertThatThrownBy(() -> store.get(key(0))).isSameAs(slow.failure);
    assertThatThrownBy(() -> RowWrites.ofThread().await()).isSameAs(slow.failure);

    RowWrites.ofThread().await();
  }

  @Test
  void whatIsRolledBackFailsNoLaterCommit() {
    slow.failure = new ProcessorStateException("no space left");
    store.putAll(rows(MANY, 1));
    slow.gate.countDown();

    RowWrites.ofThread().forget();
    assertThatThrownBy(store::close).isSameAs(slow.failure);

    assertThat(slow.isOpen()).isFalse();
    RowWrites.ofThread().await();
  }

  /** The batch would otherwise be written into a store that is no longer there. */
  @Test
  void aCloseWaitsForTheBatch() {
    store.putAll(rows(MANY, 1));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(store::close);
    assertThat(slow.isOpen()).isTrue();

    slow.gate.countDown();
    closing.join();

    assertThat(slow.isOpen()).isFalse();
    RowWrites.ofThread().await();
  }

  private static List<KeyValue<Bytes, byte[]>> rows(int count, int value) {
    return IntStream.range(0, count).mapToObj(i -> KeyValue.pair(key(i), new byte[] {(byte) value})).toList();
  }

  private static Bytes key(int i) {
    return Bytes.wrap(new byte[] {(byte) (i >> 8), (byte) i});
  }

  private static byte @Nullable [] elsewhere(KeyValueStore<Bytes, byte[]> store, int i) {
    return CompletableFuture.supplyAsync(() -> store.get(key(i))).join();
  }
}
