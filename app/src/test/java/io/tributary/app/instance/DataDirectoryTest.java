package io.tributary.app.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir
  private Path temporary;

  @Test
  void keysAreKeptAndReadableByTheirOwnerOnly() throws Exception {
    Path root = temporary.resolve("new/data");
    byte[] master;
    try (DataDirectory data = DataDirectory.open(root)) {
      master = data.secrets().master();
      assertThat(master).hasSize(32).isNotEqualTo(data.secrets().token()).isNotEqualTo(data.secrets().position());
    }
    try (DataDirectory again = DataDirectory.open(root)) {
      assertThat(again.secrets().master()).isEqualTo(master);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("secrets/master.key"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("secrets")))).isEqualTo("rwx------");
  }

  @Test
  void aLostKeyIsAFaultAndNotReplaced() throws Exception {
    DataDirectory.open(temporary).close();
    Files.delete(temporary.resolve("secrets/master.key"));

    assertThatThrownBy(() -> DataDirectory.open(temporary))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("master.key is missing");
    assertThat(temporary.resolve("secrets/master.key")).doesNotExist();
  }

  @Test
  void aSecondInstanceIsToldWhoHoldsTheDirectory() {
    try (DataDirectory first = DataDirectory.open(temporary)) {
      assertThat(first.root()).isNotNull();
      assertThatThrownBy(() -> DataDirectory.open(temporary))
          .isInstanceOfSatisfying(CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.IN_USE))
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
    DataDirectory.open(temporary).close();
  }

  @Test
  void aDirectoryWithOtherThingsIsRefused() throws Exception {
    Files.writeString(temporary.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> DataDirectory.open(temporary)).hasMessageContaining("thesis.txt");
    assertThat(temporary).isDirectoryNotContaining("glob:**lock");
  }

  @Test
  void aLaterLayoutIsRefused() throws Exception {
    DataDirectory.open(temporary).close();
    Files.writeString(temporary.resolve("layout"), "2");

    assertThatThrownBy(() -> DataDirectory.open(temporary)).hasMessageContaining("has layout 2");
  }

  @Test
  void layingOutGoesOnAfterACrash() throws Exception {
    DataDirectory.open(temporary).close();
    Files.delete(temporary.resolve("layout"));
    Files.delete(temporary.resolve("secrets/token.key"));

    try (DataDirectory data = DataDirectory.open(temporary)) {
      assertThat(data.secrets().token()).hasSize(32);
    }
  }

  @Test
  void anEphemeralDirectoryIsDeleted() {
    Path root;
    try (DataDirectory data = DataDirectory.ephemeral()) {
      root = data.root();
      assertThat(root).isDirectory();
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void commandsFindTheInstanceWhileItRuns() throws Exception {
    RunningInstance running = new RunningInstance(temporary);
    try (DataDirectory data = DataDirectory.open(temporary)) {
      assertThatThrownBy(running::info).hasMessageContaining("No Tributary is running on " + temporary);

      RunningInstance.announce(data, "http://localhost:1", "postgresql://x", "localhost:2", "http://localhost:3");
      assertThat(running.info().httpUrl()).isEqualTo("http://localhost:1");

      RunningInstance.withdraw(data);
      assertThatThrownBy(running::info)
          .isInstanceOfSatisfying(CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NO_INSTANCE));
    }
  }

  @Test
  void anAnnouncementOutlivesItsProcessWithoutEffect() throws Exception {
    try (DataDirectory data = DataDirectory.open(temporary)) {
      RunningInstance.announce(data, "http://localhost:1", "postgresql://x", "localhost:2", "http://localhost:3");
    }
    Path file = temporary.resolve("instance.json");
    long pid = ProcessHandle.current().pid();
    // The same pid, given to another process that started at another time.
    Files.writeString(file, Files.readString(file).replaceFirst("\"processStart\":\\d+", "\"processStart\":1"));
    assertThat(Files.readString(file)).contains("\"pid\":" + pid);

    assertThatThrownBy(() -> new RunningInstance(temporary).info()).hasMessageContaining("No Tributary is running");
  }
}
