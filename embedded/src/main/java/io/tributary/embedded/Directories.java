package io.tributary.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes and deletes directories. */
final class Directories {
  private Directories() {}

  /** The real path of a part's data directory, created if absent. */
  static Path prepare(Path directory) {
    try {
      return Files.createDirectories(directory.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw Disk.failure("cannot create the data directory " + directory, directory, e);
    }
  }

  static Path temporary(String part) {
    try {
      return Files.createTempDirectory("tributary-" + part + "-").toRealPath();
    } catch (IOException e) {
      throw Disk.failure("cannot create a temporary directory", Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** What the start on a new temporary directory gives; the directory is deleted again if the start fails. */
  static <T> T inTemporary(String part, Function<Path, T> start) {
    Path directory = temporary(part);
    try {
      return start.apply(directory);
    } catch (RuntimeException e) {
      try {
        delete(directory);
      } catch (IOException leftOver) {
        e.addSuppressed(leftOver);
      }
      throw e;
    }
  }

  /** Lets other users pass through (not list) a directory. */
  static void letPass(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(directory, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw e;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
        Files.deleteIfExists(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  static void deleteUnchecked(Path directory) {
    try {
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
