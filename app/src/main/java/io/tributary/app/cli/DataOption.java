package io.tributary.app.cli;

import io.tributary.app.instance.DataDirectory;
import io.tributary.app.instance.RunningInstance;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}: by which commands find the instance that runs on a directory. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The running instance's data directory (default: ~/.tributary).")
  private Path data = DataDirectory.usual();

  RunningInstance instance() {
    return new RunningInstance(data.toAbsolutePath().normalize());
  }
}
