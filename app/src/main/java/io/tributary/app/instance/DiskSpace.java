package io.tributary.app.instance;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is room to go on. */
public final class DiskSpace {
  /** With less, nothing more is accepted: an orderly stop needs some room itself. */
  private static final long LEAST = 64L << 20;

  private DiskSpace() {}

  /** What keeps an instance from writing below an existing directory: one sentence; empty when nothing does. */
  public static Optional<String> fault(Path directory) {
    return directory.toFile().getUsableSpace() < LEAST
        ? Optional.of("The disk under " + directory + " is full; free some space and start again.")
        : Optional.empty();
  }

  /**
   * Refuses to begin on a disk that is full.
   *
   * @throws CommandFailure while {@link #fault} has something to say
   */
  public static void require(Path directory) {
    fault(directory).ifPresent(sentence -> {
      throw new CommandFailure(ExitCode.FAILED, sentence);
    });
  }
}
