package io.tributary.topologies.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * All that one input record leads to, held back until it is complete and checked: an error on the way leaves no trace
 * (design rule 2). Reads see the changes made so far.
 *
 * <p>Each store gets its rows as one batch, which RocksDB applies atomically: a concurrent reader of the views sees all
 * of a record, watermark included, or nothing of it.
 */
public final class Work {
  /** Largest event or reply; below the brokers' default {@code message.max.bytes}, with room for the batch's frame. */
  static final int MAX_RECORD_BYTES = 1_000_000;

  /** Largest row or dead letter: they may wrap an input record. Their topics and the producer allow a little more. */
  static final int MAX_WRAPPED_BYTES = 2_000_000;

  private final Changes state;
  private final Changes views;
  private final List<Emission> emissions = new ArrayList<>();

  Work(KeyValueStore<Bytes, byte[]> state, KeyValueStore<Bytes, byte[]> views) {
    this.state = new Changes(state);
    this.views = new Changes(views);
  }

  public Rows state() {
    return state;
  }

  public Rows views() {
    return views;
  }

  /**
   * @throws IllegalArgumentException when it is too large to be sent
   */
  public void emit(Emission emission) {
    int limit = emission.outlet() == Outlet.DEAD_LETTERS ? MAX_WRAPPED_BYTES : MAX_RECORD_BYTES;
    if (emission.size() > limit) {
      throw tooLarge("record for " + emission.outlet().node(), emission.size(), limit);
    }
    emissions.add(emission);
  }

  /** Forgets everything. */
  void discard() {
    state.rows.clear();
    views.rows.clear();
    emissions.clear();
  }

  /** Writes everything; from its first write on, an error must fail the task. */
  void apply(Consumer<Emission> forward) {
    state.write();
    views.write();
    emissions.forEach(forward);
  }

  private static IllegalArgumentException tooLarge(String what, int size, int limit) {
    return new IllegalArgumentException(what + " has " + size + " bytes, more than " + limit);
  }

  private static final class Changes implements Rows {
    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Bytes, byte @Nullable []> rows = new HashMap<>();

    Changes(KeyValueStore<Bytes, byte[]> store) {
      this.store = store;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
      return rows.containsKey(key) ? rows.get(key) : store.get(key);
    }

    @Override
    public void put(Bytes key, byte[] value) {
      int size = key.get().length + value.length;
      if (size > MAX_WRAPPED_BYTES) {
        throw tooLarge("row", size, MAX_WRAPPED_BYTES);
      }
      rows.put(key, value);
    }

    @Override
    public void delete(Bytes key) {
      rows.put(key, null);
    }

    @Override
    public List<RowReader.Row> list(Bytes prefix) {
      return range(prefix, KeyCodec.endOf(prefix), false, Integer.MAX_VALUE);
    }

    @Override
    public List<RowReader.Row> range(Bytes from, Bytes to, boolean reverse, int limit) {
      NavigableMap<Bytes, byte[]> found = new TreeMap<>(reverse ? Comparator.reverseOrder() : null);
      new StoreRows(store).scan(from, to, reverse, stored -> {
        while (found.size() < limit && stored.hasNext()) {
          RowReader.Row row = stored.next();
          // What has changed is added below, or is gone.
          if (!rows.containsKey(row.key())) {
            found.put(row.key(), row.value());
          }
        }
        return found;
      });
      rows.forEach((key, value) -> {
        if (value != null && key.compareTo(from) >= 0 && key.compareTo(to) < 0) {
          found.put(key, value);
        }
      });
      return found.entrySet().stream().limit(limit).map(row -> new RowReader.Row(row.getKey(), row.getValue())).toList();
    }

    void write() {
      if (!rows.isEmpty()) {
        List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(rows.size());
        rows.forEach((key, value) -> batch.add(KeyValue.pair(key, value)));
        store.putAll(batch);
      }
    }
  }
}
