package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksDbBoundsTest {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** As Linux counts niceness: 19 yields to everybody. */
  private static final int LEAST = 19;

  @Test
  void compactionsYieldToEverybody(@TempDir Path directory) throws RocksDBException, IOException {
    assumeTrue(Files.isDirectory(THREADS));
    RocksDbBounds bounds = new RocksDbBounds();
    try (Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig())) {
      bounds.setConfig("some", options, Map.of());
      try (RocksDB store = RocksDB.open(options, directory.toString());
          FlushOptions flush = new FlushOptions()) {
        for (byte row = 0; row < 2; row++) {
          store.put(new byte[] {1}, new byte[] {row});
          store.flush(flush);
        }
        store.compactRange();
        // Threads that other tests left idle take it up with their next work.
        assertThat(niceness("rocksdb:low")).contains(LEAST);
        assertThat(niceness("rocksdb:high")).isNotEmpty().doesNotContain(LEAST);
      } finally {
        bounds.close("some", options);
      }
    }
  }

  private static List<Integer> niceness(String thread) throws IOException {
    List<Integer> found = new ArrayList<>();
    try (var threads = Files.list(THREADS)) {
      for (Path each : threads.toList()) {
        String stat = stat(each);
        int name = stat.lastIndexOf(')');
        if (name > 0 && stat.substring(0, name).endsWith("(" + thread)) {
          // proc(5): the 19th field; the third follows the name.
          found.add(Integer.parseInt(stat.substring(name + 2).split(" ")[16]));
        }
      }
    }
    return found;
  }

  /** Empty for a thread that has ended meanwhile: other tests leave some. */
  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }
}
