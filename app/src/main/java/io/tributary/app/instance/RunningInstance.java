package io.tributary.app.instance;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A data directory as the commands see it that speak to a running instance. */
public record RunningInstance(Path root) implements Instance {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Where the instance is now; it may have moved to another port since the last call. */
  public InstanceInfo info() {
    try {
      InstanceInfo info = JSON.readValue(Files.readAllBytes(file(root)), InstanceInfo.class);
      if (info.isAlive()) {
        return info;
      }
    } catch (IOException | JacksonException absentOrHalfWritten) {
      // Both mean that nothing is there to be spoken to.
    }
    throw new CommandFailure(ExitCode.NO_INSTANCE, "No Tributary is running on " + root
        + ". Start one with `tributary dev`, or name its data directory with --data.");
  }

  @Override
  public String httpUrl() {
    return info().httpUrl();
  }

  @Override
  public Secrets secrets() {
    return Secrets.load(root.resolve("secrets"));
  }

  /** A directory for what a command remembers about its work on this instance. */
  public Path notes(String name) {
    return root.resolve(name);
  }

  /** Announces this process as the running instance. */
  public static void announce(
      DataDirectory data, String httpUrl, String postgresUrl, String kafkaBootstrap, String registryUrl) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    InstanceInfo info = new InstanceInfo(self.pid(), InstanceInfo.startOf(self), java.time.Instant.now(), httpUrl,
        postgresUrl, kafkaBootstrap, registryUrl);
    Path file = file(data.root());
    Path unfinished = file.resolveSibling("instance.json.unfinished");
    Files.write(unfinished, JSON.writeValueAsBytes(info));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes the announcement back. */
  public static void withdraw(DataDirectory data) throws IOException {
    Files.deleteIfExists(file(data.root()));
  }

  private static Path file(Path root) {
    return root.resolve("instance.json");
  }
}
