package io.tributary.app.serve;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.instance.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a process keeps its stores. */
final class StateDirectory {
  private StateDirectory() {}

  /** @throws CommandFailure when it can't be made, or its disk is full */
  static void prepare(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot create the state directory " + directory + ": " + e, e);
    }
    DiskSpace.require(directory);
  }
}
