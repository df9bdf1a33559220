package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A database cluster on disk.
 *
 * @param home the data directory, with the password, the log, and the cluster in {@code cluster/}
 */
record PostgresCluster(Path home, Path binaries, PostgresAccount account) {
  static final String USER = "tributary";
  private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> HIDDEN_VARIABLES = Set.of("PG", "LC_", "LANG");

  /** Opens the cluster in a data directory, creating it if there is none. */
  static PostgresCluster open(Path home) {
    try {
      Path binaries = PostgresBinaries.unpack();
      PostgresCluster cluster = new PostgresCluster(home, binaries, PostgresAccount.choose(home.resolve("cluster"), binaries));
      if (!Files.exists(cluster.data())) {
        cluster.create();
      }
      return cluster;
    } catch (IOException e) {
      throw Disk.failure("cannot prepare PostgreSQL's data in " + home, home, e);
    }
  }

  Path data() {
    return home.resolve("cluster");
  }

  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw Disk.failure("cannot read PostgreSQL's password from " + passwordFile(), home, e);
    }
  }

  ChildSpec server(int port) {
    return child("PostgreSQL", home.resolve("postgres.log"), serverCommand(port));
  }

  List<String> serverCommand(int port) {
    List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data().toString(), "-p", Integer.toString(port)));
    for (String setting : List.of(
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "wal_level=logical",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "max_connections=200",
        "max_replication_slots=20",
        "max_wal_senders=20",
        "timezone=UTC",
        "log_timezone=UTC")) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  /** Creates it beside its place and renames, so that a crash here leaves no half of a cluster. */
  private void create() throws IOException {
    if (account instanceof PostgresAccount.Other) {
      Directories.letPass(home);
    }
    Path unfinished = home.resolve("cluster.unfinished");
    Directories.delete(unfinished);
    Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    account.own(unfinished);
    writePassword();
    account.own(passwordFile());
    ChildProcess initdb = ChildProcess.start(child("PostgreSQL's initdb", home.resolve("initdb.log"), List.of(
        program("initdb"), "-D", unfinished.toString(), "-U", USER, "--pwfile=" + passwordFile(),
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C")));
    boolean ended = Waiting.until(INITDB_PATIENCE, () -> !initdb.isAlive());
    initdb.stop(List.of());
    if (!ended || initdb.process().exitValue() != 0) {
      throw initdb.failure("failed");
    }
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile());
    Files.createFile(passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n", StandardOpenOption.WRITE);
  }

  private ChildSpec child(String name, Path log, List<String> command) {
    // SIGINT is PostgreSQL's fast shutdown: clients are sent away, the data is left clean.
    return new ChildSpec(name, account.launcher(), command, home, log, HIDDEN_VARIABLES, "INT");
  }

  private Path passwordFile() {
    return home.resolve("password");
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }
}
