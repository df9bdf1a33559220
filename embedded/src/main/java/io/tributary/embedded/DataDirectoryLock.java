package io.tributary.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** At most one process, and one part in it, works on a data directory. The system frees the lock when the process dies. */
final class DataDirectoryLock implements AutoCloseable {
  private static final Set<Path> HELD = new HashSet<>();

  private final Path directory;
  private final FileChannel channel;

  private DataDirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static DataDirectoryLock take(String part, Path directory) {
    synchronized (HELD) {
      // Asked before the file is opened: closing a second channel would drop the lock of the first (POSIX locks).
      if (!HELD.add(directory)) {
        throw inUse(part, directory);
      }
      @Nullable FileChannel channel = null;
      try {
        channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock != null) {
          return new DataDirectoryLock(directory, channel);
        }
      } catch (IOException e) {
        HELD.remove(directory);
        throw Disk.failure("cannot lock the data directory " + directory, directory, e);
      }
      HELD.remove(directory);
      closeQuietly(channel);
      throw inUse(part, directory);
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      closeQuietly(channel);
      HELD.remove(directory);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }

  private static PartFailedException inUse(String part, Path directory) {
    return new PartFailedException(part + " already runs on " + directory + "; stop the other instance or choose another --data");
  }
}
