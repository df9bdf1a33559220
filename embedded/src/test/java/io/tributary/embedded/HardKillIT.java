package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed hard takes its servers along, but the end of the thread that started them does not. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux ties a child's life to its parent's")
class HardKillIT {
  @TempDir
  private Path data;

  @Test
  void serversDieWithTheProcess() throws Exception {
    Process owner = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("java.class.path"), Owner.class.getName(), data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader output = owner.inputReader()) {
      ProcessHandle postgres = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(output.readLine()).isEqualTo("alive");
      owner.destroyForcibly();
      await().atMost(Duration.ofSeconds(10)).until(() -> !postgres.isAlive());
    } finally {
      owner.destroyForcibly();
    }
    EmbeddedPostgres.start(data, 0).close();
  }

  /** Starts PostgreSQL from a thread that ends, and stays. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws Exception {
      Thread starter = Thread.ofPlatform().start(() -> {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0);
        System.out.println(postgres.process().pid());
        ProcessHandle server = postgres.process().toHandle();
        Thread.ofPlatform().start(() -> {
          boolean died = Waiting.until(Duration.ofSeconds(1), () -> !server.isAlive());
          System.out.println(died ? "dead" : "alive");
          Waiting.until(Duration.ofMinutes(2), () -> false);
        });
      });
      starter.join();
    }
  }
}
