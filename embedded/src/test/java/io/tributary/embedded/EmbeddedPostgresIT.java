package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
  private Path data;

  @BeforeEach
  void makeDataDirectory() throws Exception {
    // Closed to all others, like root's home.
    data = Files.createTempDirectory(
        Path.of(System.getProperty("user.home")), "tributary-it-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @AfterEach
  void deleteDataDirectory() throws Exception {
    Directories.delete(data);
  }

  @Test
  void keepsDataOverARestartOnAnotherPort() throws Exception {
    Path home = data.resolve("postgres");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0)) {
      write(postgres, 7);
      assertThat(setting(postgres, "wal_level")).isEqualTo("logical");
      assertThat(setting(postgres, "fsync")).isEqualTo("on");
      assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
      assertThat(Files.getPosixFilePermissions(home.resolve("password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0)) {
      assertThat(read(postgres)).isEqualTo(7);
    }
  }

  @Test
  void refusesWrongPasswords() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void reportsItsDeathAndStartsAgain() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
      write(postgres, 8);
      postgres.process().destroyForcibly();
      assertThatThrownBy(() -> postgres.exited().orTimeout(5, TimeUnit.SECONDS).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(PartFailedException.class)
          .hasMessageContaining("PostgreSQL stopped unexpectedly (signal 9)");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
      assertThat(read(postgres)).isEqualTo(8);
    }
  }

  @Test
  void stopsAnOrphanFirst() throws Exception {
    EmbeddedPostgres.start(data, 0).close();
    PostgresCluster cluster = PostgresCluster.open(data.toRealPath());
    List<String> command = new ArrayList<>(cluster.account().launcher());
    command.addAll(cluster.serverCommand(FreePorts.next()));
    Process orphan = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("orphan.log").toFile())
        .start();
    Path pidFile = data.resolve("cluster/postmaster.pid");
    await().until(() -> Files.exists(pidFile) && Files.readString(pidFile).contains("ready"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
      assertThat(orphan.isAlive()).isFalse();
      write(postgres, 9);
      assertThat(read(postgres)).isEqualTo(9);
    }
  }

  @Test
  void refusesADirectoryInUse() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0))
            .isInstanceOf(PartFailedException.class)
            .hasMessageContaining("already runs on " + data);
      }
      assertThat(postgres.process().isAlive()).isTrue();
    }
  }

  @Test
  void refusesATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, taken.getLocalPort()))
          .isInstanceOf(PartFailedException.class)
          .hasMessage("port " + taken.getLocalPort() + " is taken; choose another with --pg-port");
    }
    // The refusal leaves the directory free.
    EmbeddedPostgres.start(data, 0).close();
  }

  @Test
  void temporaryOneLeavesNothing() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
    Path directory = Path.of(setting(postgres, "data_directory")).getParent();
    long started = System.nanoTime();
    postgres.close();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
    assertThat(directory).doesNotExist();
    assertThat(postgres.process().isAlive()).isFalse();
    assertThat(postgres.exited()).isCompletedWithValue(null);
  }

  private static void write(EmbeddedPostgres postgres, int value) throws SQLException {
    try (Connection connection = connect(postgres)) {
      connection.createStatement().execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (" + value + ")");
    }
  }

  private static int read(EmbeddedPostgres postgres) throws SQLException {
    return Integer.parseInt(query(postgres, "SELECT n FROM kept"));
  }

  private static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
    return query(postgres, "SHOW " + name);
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres); ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
