package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real PostgreSQL as a child process, durable (fsync and synchronous_commit on) and with logical decoding. It listens on
 * 127.0.0.1 and asks for a password. Works as a normal user and as root.
 */
public final class EmbeddedPostgres implements EmbeddedPart {
  /** Recovery after a crash under load replays up to a few GB of log. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);

  /** Fast shutdown, then the immediate one, then SIGKILL. */
  private static final List<ChildProcess.StopStep> STOP = List.of(
      new ChildProcess.StopStep("INT", Duration.ofSeconds(4)), new ChildProcess.StopStep("QUIT", Duration.ofSeconds(1)));

  private static final int FREE_PORT_ATTEMPTS = 5;
  private static final String HOST = "127.0.0.1";
  private static final String DATABASE = "tributary";

  private final DataDirectoryLock lock;
  private final PostgresCluster cluster;
  private final ChildProcess child;
  private final int port;
  private final boolean temporary;
  private final String password;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(DataDirectoryLock lock, PostgresCluster cluster, ChildProcess child, int port, boolean temporary) {
    this.lock = lock;
    this.cluster = cluster;
    this.child = child;
    this.port = port;
    this.temporary = temporary;
    this.password = cluster.password();
  }

  /**
   * Starts on a data directory, creating the cluster and the database on first use.
   *
   * @param port 0 for a free one
   * @throws PartFailedException if the port is taken, the directory is in use, the disk full, …
   */
  public static EmbeddedPostgres start(Path dataDir, int port) {
    return start(dataDir, port, false);
  }

  /** Starts on a new directory, which {@link #close()} deletes, and a free port. */
  public static EmbeddedPostgres temporary() {
    return Directories.inTemporary("postgres", home -> start(home, 0, true));
  }

  private static EmbeddedPostgres start(Path dataDir, int port, boolean temporary) {
    Path home = Directories.prepare(dataDir);
    DataDirectoryLock lock = DataDirectoryLock.take("PostgreSQL", home);
    try {
      stopOrphan(home.resolve("cluster"));
      for (int attempt = 1; ; attempt++) {
        int chosen = FreePorts.claim(port, "--pg-port");
        PostgresCluster cluster = PostgresCluster.open(home);
        ChildProcess child = ChildProcess.start(cluster.server(chosen));
        EmbeddedPostgres postgres = new EmbeddedPostgres(lock, cluster, child, chosen, temporary);
        if (postgres.becomesReady(port == 0 && attempt < FREE_PORT_ATTEMPTS)) {
          return postgres;
        }
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void stopOrphan(Path data) {
    Orphans.stop(
        "PostgreSQL",
        Orphans.withArgument(data.toString()).or(Orphans.workingIn(data, "postgres")),
        "INT",
        Duration.ofSeconds(5));
    try {
      // Nobody works here any more; left behind, it stops the next start when its pid has been given to someone else.
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw Disk.failure("cannot clean up after an earlier run in " + data, data, e);
    }
  }

  /** False if another process took the free port first. */
  private boolean becomesReady(boolean mayRetry) {
    try {
      boolean decided = Waiting.until(START_PATIENCE, () -> !child.isAlive() || saysReady());
      if (decided && !child.isAlive() && child.logTail().contains("Address already in use")) {
        if (mayRetry) {
          return false;
        }
        throw new PartFailedException("port " + port + " is taken; choose another with --pg-port");
      }
      if (!decided || !child.isAlive()) {
        throw child.failure(decided ? "did not start" : "did not start within " + START_PATIENCE.toSeconds() + " s");
      }
      verifyAndCreateDatabase();
      return true;
    } catch (RuntimeException e) {
      child.stop(STOP);
      throw e;
    }
  }

  /** What pg_ctl looks at too: the eighth line of the pid file. */
  private boolean saysReady() {
    try {
      List<String> lines = Files.readAllLines(cluster.data().resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(serverPid())
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** Launchers replace themselves by the server, so its pid is the child's. */
  private String serverPid() {
    return Long.toString(child.process().pid());
  }

  private void verifyAndCreateDatabase() {
    try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
      String directory = single(statement, "SHOW data_directory");
      if (!Path.of(directory).equals(cluster.data())) {
        throw new PartFailedException("another PostgreSQL (data in " + directory + ") answers on port " + port
            + "; choose another with --pg-port");
      }
      if (single(statement, "SELECT count(*) FROM pg_database WHERE datname = '" + DATABASE + "'").equals("0")) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    } catch (SQLException e) {
      throw Disk.failure("PostgreSQL started on port " + port + " but does not answer", cluster.home(), e);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user());
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  private static String single(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The URL of the platform's database; user and password go separately. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** The URL of another database of this server. */
  public String jdbcUrl(String db) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + db;
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return port;
  }

  /** A superuser. */
  public String user() {
    return PostgresCluster.USER;
  }

  public String password() {
    return password;
  }

  public String database() {
    return DATABASE;
  }

  /** The server's first process. */
  public Process process() {
    return child.process();
  }

  @Override
  public CompletableFuture<Void> exited() {
    return child.exited();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    child.stop(STOP);
    if (temporary) {
      Directories.deleteUnchecked(cluster.home());
    }
    lock.close();
  }
}
