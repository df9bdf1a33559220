package io.tributary.app.instance;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** One instance per data directory. The system drops the lock when the process ends, however it ends. */
final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /** @throws CommandFailure {@code IN_USE}, naming the holder */
  static InstanceLock take(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        throw new CommandFailure(ExitCode.IN_USE, "The data directory " + file.getParent() + " is in use by another Tributary ("
            + Files.readString(file).strip() + "). Stop it, or choose another directory with --data.");
      }
      String holder = "pid " + ProcessHandle.current().pid() + ", started "
          + LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")) + "\n";
      channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new InstanceLock(channel);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot lock the data directory " + file.getParent() + ": " + e.getMessage(), e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
