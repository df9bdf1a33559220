package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An account of the system, as /etc/passwd tells it. */
record ServerUser(String name, int uid, int gid) {
  private static final Path ACCOUNTS = Path.of("/etc/passwd");

  static boolean weAreRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Whom root lets the database run as: PostgreSQL refuses to run as root itself. */
  static ServerUser unprivileged() {
    return find("postgres").or(() -> find("nobody")).orElseThrow(() -> new PartFailedException(
        "PostgreSQL does not run as root and there is no user postgres or nobody; start as a normal user"));
  }

  static Optional<ServerUser> find(String name) {
    return accounts().stream().filter(user -> user.name.equals(name)).findFirst();
  }

  /** The owner of an existing file, also one without an account. */
  static ServerUser ownerOf(Path file) throws IOException {
    int uid = (int) Files.getAttribute(file, "unix:uid");
    int gid = (int) Files.getAttribute(file, "unix:gid");
    return accounts().stream()
        .filter(user -> user.uid == uid)
        .findFirst()
        .orElse(new ServerUser(Integer.toString(uid), uid, gid));
  }

  void own(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", uid);
    Files.setAttribute(file, "unix:gid", gid);
  }

  private static List<ServerUser> accounts() {
    try {
      return Files.readAllLines(ACCOUNTS).stream()
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length >= 4)
          .map(fields -> new ServerUser(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
