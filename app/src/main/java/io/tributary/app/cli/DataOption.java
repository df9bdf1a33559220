package io.tributary.app.cli;

import io.tributary.app.instance.DataDirectory;
import io.tributary.app.instance.RunningInstance;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: by which commands find the instance that runs on a directory. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The running instance's data directory (default: TRIBUTARY_DATA, or ~/.tributary).")
  private @Nullable Path data;

  boolean isGiven() {
    return data != null;
  }

  RunningInstance instance() {
    return new RunningInstance(Objects.requireNonNullElse(data, DataDirectory.usual()).toAbsolutePath().normalize());
  }
}
