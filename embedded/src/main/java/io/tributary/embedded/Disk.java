package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a full or vanished disk from other faults. */
final class Disk {
  /** With less than this, none of the parts can go on. */
  private static final long FULL_BYTES = 4L << 20;

  private Disk() {}

  static PartFailedException failure(String what, Path where, Throwable cause) {
    String reason = problem(where, String.valueOf(cause)).orElse(String.valueOf(cause));
    return new PartFailedException(what + ": " + reason, cause);
  }

  /**
   * What is wrong with the disk under a directory, if anything.
   *
   * @param evidence text in which the system may have said that the disk is full
   */
  static Optional<String> problem(Path directory, @Nullable String evidence) {
    if (evidence != null && evidence.contains("No space left on device")) {
      return Optional.of(full(directory));
    }
    try {
      Path existing = directory.toAbsolutePath();
      while (existing.getParent() != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      return Files.getFileStore(existing).getUsableSpace() < FULL_BYTES ? Optional.of(full(directory)) : Optional.empty();
    } catch (IOException e) {
      return Optional.of("the disk under " + directory + " cannot be read (" + e.getMessage() + ")");
    }
  }

  private static String full(Path directory) {
    return "the disk under " + directory + " is full; free some space and start again";
  }
}
