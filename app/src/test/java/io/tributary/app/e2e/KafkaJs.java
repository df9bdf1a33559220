package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.app.instance.InstanceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The consumer in {@code src/it/kafkajs}, installed with npm and run with Node. */
final class KafkaJs {
  private static final Path SOURCE = Path.of("src/it/kafkajs");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration READING = Duration.ofSeconds(100);
  private static final int ATTEMPTS = 3;

  private KafkaJs() {}

  /** Skips the test, loudly, where there is no npm. */
  static void assumeInstalled() {
    boolean installed = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "npm")));
    if (!installed) {
      System.err.println("SKIPPED: npm is not on the PATH, so KafkaJS does not read credits.events");
    }
    assumeTrue(installed, "npm is not on the PATH");
  }

  /** What it decoded. */
  static JsonNode read(InstanceInfo instance, Path temporary) throws IOException, InterruptedException {
    Path home = Path.of("target/kafkajs");
    Files.createDirectories(home);
    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "index.mjs")) {
      Files.copy(SOURCE.resolve(file), home.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    Program.Result install = Program.start(temporary.resolve("npm.log"), home,
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of()).await(PATIENCE);
    assertThat(install.status()).as(install.output()).isZero();
    Program.Result read = toTheEnd(instance, temporary, home);
    assertThat(read.status()).as(read.output()).isZero();
    return JsonMapper.shared().readTree(read.output().strip().lines().toList().getLast());
  }

  /**
   * It was seen once to stand still, with all of the log committed and nothing wrong in it. Another one is of another group, and reads
   * from the beginning.
   */
  private static Program.Result toTheEnd(InstanceInfo instance, Path temporary, Path home)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Program reader = Program.start(temporary.resolve("kafkajs-" + attempt + ".log"), home,
          List.of("node", "index.mjs", instance.kafkaBootstrap(), instance.registryUrl()),
          Map.of("KAFKAJS_NO_PARTITIONER_WARNING", "1", "NODE_NO_WARNINGS", "1"));
      try {
        return reader.await(READING);
      } catch (AssertionError standsStill) {
        if (attempt == ATTEMPTS) {
          throw standsStill;
        }
      }
    }
  }
}
