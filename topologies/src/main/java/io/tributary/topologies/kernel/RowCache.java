package io.tributary.topologies.kernel;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a task looked up last, and the keys that it looked up in vain: RocksDB takes some microseconds for either. Bounded by
 * bytes. For one thread, which must tell of each change.
 */
final class RowCache {
  /** A walk through a tenant's ten thousand products fits. A process has some twenty of these at most that are in use. */
  private static final long MAX_BYTES = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 64);

  /** Roughly what an entry takes beside its bytes: map entry, key, two array headers. */
  private static final int OVERHEAD = 128;

  /** Stands for a row that isn't there, so that one look tells what is known: in a large map each takes as long as memory does. */
  private static final byte[] NONE = {};

  private final LinkedHashMap<Bytes, byte[]> rows = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  byte @Nullable [] get(Bytes key, Function<Bytes, byte @Nullable []> stored) {
    byte[] known = rows.get(key);
    if (known != null) {
      return known == NONE ? null : known;
    }
    byte[] row = stored.apply(key);
    byte[] kept = kept(row);
    rows.put(key, kept);
    bytes += size(key, kept);
    evict();
    return row;
  }

  /** The row is another one now. What was never looked up needn't be kept: most rows are written and not read again. */
  void changed(Bytes key, byte @Nullable [] value) {
    byte[] row = kept(value);
    byte[] before = rows.replace(key, row);
    if (before != null) {
      bytes += row.length - before.length;
      evict();
    }
  }

  private static byte[] kept(byte @Nullable [] row) {
    return row == null ? NONE : row;
  }

  void clear() {
    rows.clear();
    bytes = 0;
  }

  private void evict() {
    Iterator<Map.Entry<Bytes, byte[]>> eldest = rows.entrySet().iterator();
    while (bytes > MAX_BYTES && eldest.hasNext()) {
      Map.Entry<Bytes, byte[]> entry = eldest.next();
      bytes -= size(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  private static long size(Bytes key, byte[] row) {
    return OVERHEAD + key.get().length + row.length;
  }
}
