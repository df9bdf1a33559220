package io.tributary.topologies.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.Env;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bound for the native memory of all stores of all contexts in the process: they share a block cache, which also
 * holds indexes and filters, and to which the memtables are charged. By itself each store would take its own. Compactions
 * of all of them run at the least priority.
 *
 * <p>Set by {@link #MEMORY_CONFIG} in the Streams configuration, in bytes; the first store to open decides. Shared parts
 * live as long as the process: stores come and go with rebalances.
 */
public final class RocksDbBounds implements RocksDBConfigSetter {
  public static final String MEMORY_CONFIG = "tributary.rocksdb.memory.bytes";
  public static final long DEFAULT_MEMORY = 256L << 20;

  private static final int BITS_PER_KEY = 10;

  /** Of the cache, for indexes and filters: a lookup whose filter isn't there reads, and checks, all of it from the file. */
  private static final double INDEX_SHARE = 0.5;

  /**
   * Each shard has its own part of the cache, and a filter of a large file takes almost a megabyte of it. RocksDB would make 64 of them:
   * then filters drive each other out.
   */
  private static final int SHARD_BITS = 4;

  private static final double MEMTABLE_BLOOM_SHARE = 0.02;

  /** RocksDB's default is an eighth of a memtable, 2 MB, for each store however small. */
  private static final long ARENA_BLOCK = 256L << 10;

  /**
   * Sorted runs that a store may have before some are merged, and how much larger than the oldest they may grow together before all are. Nearly
   * all rows are written once and stay, so merging them frees nothing; with RocksDB's 4 and 200 % that took a tenth of a
   * platform's time and more under streams of decisions, and wrote each row three times more. A lookup asks more filters instead, and a scan
   * merges more runs.
   */
  private static final int RUNS = 12;

  private static final int GROWTH_PERCENT = 400;

  /** Streams' default is 4 KB; larger ones have fewer entries in the index, and cost merging less. A lookup reads four times as much. */
  private static final int BLOCK = 16 << 10;

  private static @Nullable Shared shared;

  private final ConcurrentMap<String, BloomFilter> filters = new ConcurrentHashMap<>();

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared common = shared(configs.get(MEMORY_CONFIG));
    BloomFilter filter = new BloomFilter(BITS_PER_KEY);
    filters.put(storeName, filter);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(common.cache);
    table.setBlockSize(BLOCK);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    table.setFilterPolicy(filter);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(common.memtables);
    options.setLevel0FileNumCompactionTrigger(RUNS);
    options.setCompactionOptionsUniversal(common.compaction);
    options.setArenaBlockSize(ARENA_BLOCK);
    // New operations look for keys that do not exist: filters must cover the last level and the memtables too.
    options.setOptimizeFiltersForHits(false);
    options.setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_SHARE);
    options.setMemtableWholeKeyFiltering(true);
  }

  @Override
  public void close(String storeName, Options options) {
    BloomFilter filter = filters.remove(storeName);
    if (filter != null) {
      filter.close();
    }
  }

  private static synchronized Shared shared(@Nullable Object memory) {
    if (shared == null) {
      RocksDB.loadLibrary();
      // Compaction has time; where processors are few, a commit that somebody waits for would stand behind it for seconds.
      Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
      long bytes = memory == null ? DEFAULT_MEMORY : Long.parseLong(memory.toString());
      Cache cache = new LRUCache(bytes, SHARD_BITS, false, INDEX_SHARE);
      CompactionOptionsUniversal compaction = new CompactionOptionsUniversal().setMaxSizeAmplificationPercent(GROWTH_PERCENT);
      shared = new Shared(cache, new WriteBufferManager(bytes / 2, cache), compaction);
    }
    return shared;
  }

  private record Shared(Cache cache, WriteBufferManager memtables, CompactionOptionsUniversal compaction) {}
}
