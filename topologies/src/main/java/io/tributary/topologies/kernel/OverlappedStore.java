package io.tributary.topologies.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * RocksDB takes a transaction's batch on a thread of its own, while the task's thread sends the same rows to the changelog, below which this
 * lies, and waits for the brokers. The task's thread waits for it before it reads, writes again or commits ({@link RowWrites}); others
 * read what is there, which is the whole batch or nothing of it.
 */
final class OverlappedStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
    implements KeyValueStore<Bytes, byte[]> {
  /** To wake another thread costs as much as RocksDB takes for some rows. */
  private static final int FEW = 64;

  private static final ExecutorService WRITERS = Executors.newFixedThreadPool(
      Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().name("tributary-rows-", 0).factory());

  /** @param of the thread whose rows these are */
  private record Batch(Thread of, CompletableFuture<Void> written) {}

  private final int few;
  private volatile @Nullable Batch batch;

  OverlappedStore(KeyValueStore<Bytes, byte[]> inner) {
    this(inner, FEW);
  }

  /** @param few rows of a batch that the calling thread writes itself, at most */
  OverlappedStore(KeyValueStore<Bytes, byte[]> inner, int few) {
    super(inner);
    this.few = few;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
    finish();
    if (rows.size() <= few) {
      wrapped().putAll(rows);
    } else {
      CompletableFuture<Void> written = CompletableFuture.runAsync(() -> wrapped().putAll(rows), WRITERS);
      batch = new Batch(Thread.currentThread(), written);
      RowWrites.ofThread().began(written);
    }
  }

  /** Whoever asks: nothing is under way afterwards. */
  private void finish() {
    Batch last = batch;
    if (last != null) {
      batch = null;
      RowWrites.join(last.written());
    }
  }

  /** The writer sees what it wrote. */
  private KeyValueStore<Bytes, byte[]> rows() {
    Batch last = batch;
    if (last != null && last.of() == Thread.currentThread()) {
      finish();
    }
    return wrapped();
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    finish();
    wrapped().put(key, value);
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    finish();
    return wrapped().putIfAbsent(key, value);
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    finish();
    return wrapped().delete(key);
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return rows().get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    return rows().range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
    return rows().reverseRange(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return rows().all();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    return rows().reverseAll();
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
    return rows().prefixScan(prefix, serializer);
  }

  @Override
  public long approximateNumEntries() {
    return wrapped().approximateNumEntries();
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    finish();
    super.commit(changelogOffsets);
  }

  /** Whoever has the store next begins with what is there. */
  @Override
  public void clearCache() {
    finish();
    super.clearCache();
  }

  /** What could not be written fails whoever closes; the store is closed all the same. */
  @Override
  public void close() {
    try {
      finish();
    } finally {
      super.close();
    }
  }
}
