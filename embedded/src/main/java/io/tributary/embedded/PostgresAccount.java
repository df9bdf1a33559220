package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As whom the server runs, and the command prefix that makes it so.
 *
 * <p>For root there are two ways. {@code setpriv} changes to another account; where that account can't pass a parent directory
 * (such as root's home), the server keeps one capability that lets it read and search, and nothing else. Where the system
 * denies that (a container with few capabilities), a user namespace shows root to the server as somebody else, and the files
 * stay root's.
 */
sealed interface PostgresAccount {
  /** Prefix of every command that works on the data. */
  List<String> launcher();

  /** Hands a new file or directory to the server. */
  void own(Path file) throws IOException;

  /** The account we run as ourselves. */
  record Ourselves() implements PostgresAccount {
    @Override
    public List<String> launcher() {
      return List.of();
    }

    @Override
    public void own(Path file) {}
  }

  /** Another account, with a capability (or "" for none) to pass closed directories. */
  record Other(ServerUser user, String capability) implements PostgresAccount {
    @Override
    public List<String> launcher() {
      String capabilities = capability.isEmpty() ? "-all" : "-all,+" + capability;
      return List.of(
          "setpriv",
          "--reuid=" + user.uid(),
          "--regid=" + user.gid(),
          "--clear-groups",
          "--inh-caps=" + capabilities,
          "--ambient-caps=" + capabilities,
          "--bounding-set=" + capabilities,
          // Without it access(2), with which PostgreSQL looks for its own programs, ignores the capability.
          "--securebits=+no_setuid_fixup",
          "--no-new-privs");
    }

    @Override
    public void own(Path file) throws IOException {
      user.own(file);
    }
  }

  /** Root in a namespace in which it is called otherwise. */
  record Namespace(ServerUser shownAs) implements PostgresAccount {
    @Override
    public List<String> launcher() {
      return List.of("unshare", "--user", "--map-user=" + shownAs.uid(), "--map-group=" + shownAs.gid());
    }

    @Override
    public void own(Path file) {}
  }

  /** Chooses for a cluster, which belongs to one account for ever; one that doesn't exist yet is free. */
  static PostgresAccount choose(Path cluster, Path binaries) throws IOException {
    if (!ServerUser.weAreRoot()) {
      return new Ourselves();
    }
    if (!Files.exists(cluster)) {
      ServerUser user = ServerUser.unprivileged();
      return firstThatWorks(List.of(
          other(user, cluster, binaries, "dac_read_search"),
          other(user, cluster, binaries, "dac_override"),
          new Namespace(user)));
    }
    ServerUser owner = ServerUser.ownerOf(cluster);
    return firstThatWorks(owner.uid() == 0
        ? List.of(new Namespace(ServerUser.unprivileged()))
        : List.of(
            other(owner, cluster, binaries, "dac_read_search"), other(owner, cluster, binaries, "dac_override")));
  }

  private static PostgresAccount other(ServerUser user, Path cluster, Path binaries, String capability) throws IOException {
    return new Other(user, isOpen(cluster.getParent()) && isOpen(binaries) ? "" : capability);
  }

  private static PostgresAccount firstThatWorks(List<PostgresAccount> accounts) {
    return accounts.stream()
        .filter(account -> Detachment.works(Stream.concat(account.launcher().stream(), Stream.of("true")).toList()))
        .findFirst()
        .orElseThrow(() -> new PartFailedException(
            "PostgreSQL does not run as root, and neither setpriv nor unshare (util-linux) can change the user here; "
                + "start as a normal user"));
  }

  /** True if everybody may pass the directory and all above it. */
  private static boolean isOpen(Path directory) throws IOException {
    for (Path path = directory; path != null; path = path.getParent()) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
