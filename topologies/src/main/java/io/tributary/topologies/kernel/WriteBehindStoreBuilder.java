package io.tributary.topologies.kernel;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A {@link WriteBehindStore} over a changelog and RocksDB, which takes a batch while the changelog is sent. */
final class WriteBehindStoreBuilder implements StoreBuilder<KeyValueStore<Bytes, byte[]>> {
  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;

  WriteBehindStoreBuilder(String name) {
    inner = Stores.keyValueStoreBuilder(new Supplier(Stores.persistentKeyValueStore(name)), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  private record Supplier(KeyValueBytesStoreSupplier rocksDb) implements KeyValueBytesStoreSupplier {
    @Override
    public String name() {
      return rocksDb.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new OverlappedStore(rocksDb.get());
    }

    @Override
    public String metricsScope() {
      return rocksDb.metricsScope();
    }
  }

  @Override
  public KeyValueStore<Bytes, byte[]> build() {
    return new WriteBehindStore(inner.build());
  }

  /** Streams' cache, which has no place here. */
  @Override
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> withCachingEnabled() {
    throw new UnsupportedOperationException("rows are held back until the commit already");
  }

  @Override
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> withLoggingEnabled(Map<String, String> config) {
    var unused = inner.withLoggingEnabled(config);
    return this;
  }

  @Override
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> withLoggingDisabled() {
    var unused = inner.withLoggingDisabled();
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return inner.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return inner.loggingEnabled();
  }

  @Override
  public String name() {
    return inner.name();
  }
}
