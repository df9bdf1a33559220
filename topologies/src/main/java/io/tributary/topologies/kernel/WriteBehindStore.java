package io.tributary.topologies.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what a task writes until Streams commits, and then hands it on as one batch, which RocksDB applies atomically: a row that
 * many records of a transaction change reaches RocksDB and the changelog once, and a reader sees all of a transaction or nothing of it.
 * The task's own thread sees what it has written; rows that it looks up again and again, or in vain, come from a {@link RowCache}.
 *
 * <p>Streams has a cache for the same end. It hands on row by row, weighs each of them with its headers, and is built for stores that
 * forward what they flush: it took two fifths of a busy follower's thread. This one relies, as that one does, on {@code flushCache} being
 * called before each commit and {@code clearCache} before the store changes hands.
 */
final class WriteBehindStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
    implements KeyValueStore<Bytes, byte[]> {
  /** {@link Bytes} compares byte by byte; keys begin with the same forty or so. */
  private static final Comparator<Bytes> ORDER = (one, other) -> Arrays.compareUnsigned(one.get(), other.get());

  /** What one transaction may hold back; more goes on at once, which costs a rewritten row but breaks nothing. */
  private static final long MAX_BYTES = 16L << 20;

  private static final Runnable NOTHING = () -> {};

  private final NavigableMap<Bytes, byte @Nullable []> changes = new TreeMap<>(ORDER);
  private final RowCache cache = new RowCache();
  private long bytes;
  private Runnable beforeFlush = NOTHING;

  /** Whose changes these are. Streams opens a store on the thread that uses it; all others only ask what was handed on. */
  private volatile @Nullable Thread owner;

  WriteBehindStore(KeyValueStore<Bytes, byte[]> inner) {
    super(inner);
  }

  /** The store that a processor was given, which Streams wraps. */
  static WriteBehindStore of(StateStore store) {
    StateStore inner = store;
    while (!(inner instanceof WriteBehindStore found)) {
      inner = ((WrappedStateStore<?, ?, ?>) inner).wrapped();
    }
    return found;
  }

  /** What the task writes last whenever its changes are handed on, until the store changes hands. */
  void beforeFlush(Runnable last) {
    beforeFlush = last;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    super.init(context, root);
  }

  /** The calling thread is the one that writes from now on, and reads what it wrote. */
  private void own() {
    if (owner != Thread.currentThread()) {
      owner = Thread.currentThread();
    }
  }

  private boolean owned() {
    return owner == Thread.currentThread();
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    if (!owned()) {
      return wrapped().get(key);
    }
    return changes.containsKey(key) ? changes.get(key) : cache.get(key, wrapped()::get);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    own();
    change(key, value);
    bound();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
    own();
    rows.forEach(row -> change(row.key, row.value));
    bound();
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    own();
    byte[] present = get(key);
    if (present == null) {
      put(key, value);
    }
    return present;
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    own();
    byte[] present = get(key);
    put(key, null);
    return present;
  }

  private void change(Bytes key, byte @Nullable [] value) {
    byte[] before = changes.put(key, value);
    bytes += (value == null ? 0 : value.length) - (before == null ? 0 : before.length) + key.get().length;
  }

  private void bound() {
    if (bytes > MAX_BYTES) {
      flushCache();
    }
  }

  @Override
  public void flushCache() {
    beforeFlush.run();
    if (!changes.isEmpty()) {
      List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(changes.size());
      changes.forEach((key, value) -> batch.add(KeyValue.pair(key, value)));
      wrapped().putAll(batch);
      changes.forEach(cache::changed);
      forget();
    }
    super.flushCache();
  }

  @Override
  public void clearCache() {
    forget();
    cache.clear();
    owner = null;
    beforeFlush = NOTHING;
    super.clearCache();
  }

  private void forget() {
    changes.clear();
    bytes = 0;
  }

  @Override
  public void close() {
    try {
      clearCache();
    } finally {
      super.close();
    }
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    return merged(wrapped().range(from, to), from, to, false);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
    return merged(wrapped().reverseRange(from, to), from, to, true);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return range(null, null);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    return reverseRange(null, null);
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
    Bytes from = Bytes.wrap(serializer.serialize(name(), prefix));
    KeyValueIterator<Bytes, byte[]> stored = wrapped().prefixScan(prefix, serializer);
    return owned() ? merged(stored, changes.subMap(from, true, KeyCodec.endOf(from), false), false) : stored;
  }

  @Override
  public long approximateNumEntries() {
    return wrapped().approximateNumEntries();
  }

  private KeyValueIterator<Bytes, byte[]> merged(
      KeyValueIterator<Bytes, byte[]> stored, @Nullable Bytes from, @Nullable Bytes to, boolean reverse) {
    if (!owned()) {
      return stored;
    }
    NavigableMap<Bytes, byte[]> part = from == null ? changes : changes.tailMap(from, true);
    return merged(stored, to == null ? part : part.headMap(to, true), reverse);
  }

  private static KeyValueIterator<Bytes, byte[]> merged(
      KeyValueIterator<Bytes, byte[]> stored, NavigableMap<Bytes, byte[]> changed, boolean reverse) {
    return changed.isEmpty()
        ? stored
        : new MergedRows(stored, reverse ? changed.descendingMap() : changed, reverse ? ORDER.reversed() : ORDER);
  }
}
