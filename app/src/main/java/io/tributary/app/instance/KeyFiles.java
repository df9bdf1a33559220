package io.tributary.app.instance;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Key files that only their owner may read.
 *
 * @param remedy what to do where one is missing
 */
record KeyFiles(Path directory, String remedy) {
  private static final int LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  byte[] obtain(String name) {
    if (!Files.exists(file(name))) {
      write(name);
    }
    return read(name);
  }

  byte[] read(String name) {
    try {
      byte[] key = Files.readAllBytes(file(name));
      if (key.length != LENGTH) {
        throw new CommandFailure(ExitCode.FAILED, "The key " + file(name) + " is damaged (" + key.length + " bytes).");
      }
      return key;
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.FAILED,
          "The key " + file(name) + " is missing. " + remedy, e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot read the key " + file(name) + ": " + e.getMessage(), e);
    }
  }

  private void write(String name) {
    byte[] key = new byte[LENGTH];
    RANDOM.nextBytes(key);
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path unfinished = directory.resolve(name + ".unfinished");
      Files.deleteIfExists(unfinished);
      try (FileChannel channel = FileChannel.open(unfinished,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(ByteBuffer.wrap(key));
        channel.force(true);
      }
      Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot write the key " + file(name) + ": " + e.getMessage(), e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + ".key");
  }
}
