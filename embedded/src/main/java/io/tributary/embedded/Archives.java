package io.tributary.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks tar archives into the cache, each once. */
final class Archives {
  enum Compression { GZIP, XZ }

  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /** Completes an unpacked archive before others may see it. */
  @FunctionalInterface
  interface Finish {
    void accept(Path unpacked) throws IOException;
  }

  private Archives() {}

  /**
   * The unpacked archive. Unpacks beside the target and renames, so the target is complete or absent; a second process waits
   * for the first.
   */
  static synchronized Path unpackOnce(String name, Compression compression, Source source, Finish finish) {
    Path cache = CacheDirectory.get();
    Path target = cache.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    Path lockFile = cache.resolve(name + ".lock");
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(target)) {
        Path unfinished = cache.resolve(name + ".unfinished");
        Directories.delete(unfinished);
        unpack(compression, source, unfinished);
        finish.accept(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return target;
    } catch (IOException e) {
      throw Disk.failure("cannot unpack " + name + " into " + cache, cache, e);
    }
  }

  private static void unpack(Compression compression, Source source, Path into) throws IOException {
    try (InputStream raw = new BufferedInputStream(source.open(), 1 << 16);
        InputStream plain = switch (compression) {
          case GZIP -> new GzipCompressorInputStream(raw);
          case XZ -> new XZCompressorInputStream(raw);
        };
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      Files.createDirectories(into);
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        write(tar, entry, into);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
    Path file = entry.resolveIn(into);
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(file, into.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(tar, file);
      Files.setPosixFilePermissions(file, permissions(entry));
    }
  }

  /** Readable by all whatever the umask: the server may run as another user than the one who unpacked it. */
  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    Set<PosixFilePermission> permissions = EnumSet.of(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OTHERS_READ);
    if ((entry.getMode() & 0100) != 0) {
      permissions.addAll(Set.of(
          PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE));
    }
    return permissions;
  }
}
