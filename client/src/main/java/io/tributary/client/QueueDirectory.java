package io.tributary.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of a queue, which one client at a time may use: two would spend the same lease twice. */
record QueueDirectory(Path path, FileChannel channel, FileLock lock) implements AutoCloseable {
  /** @throws IOException also when another client uses it */
  static QueueDirectory lock(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new QueueDirectory(path, channel, lock);
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      // The same to the caller.
    }
    channel.close();
    throw new IOException(path + " is in use by another client");
  }

  Path journal() {
    return path.resolve("journal");
  }

  Path rejects() {
    return path.resolve("rejects.ndjson");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
