package io.tributary.app.instance;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything an instance keeps, locked while this is open.
 *
 * <pre>
 * layout         version of this arrangement, written last when it is made
 * lock           held by the running instance
 * instance.json  where the running instance is reached
 * secrets/       keys, readable by their owner only
 * postgres/ kafka/ registry/ streams/ logs/ replay/
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LAYOUT = "1";
  private static final Set<String> MADE_BEFORE_LAYOUT = Set.of("lock", "secrets");

  private final Path root;
  private final InstanceLock lock;
  private final Secrets secrets;
  private final boolean ephemeral;

  private DataDirectory(Path root, InstanceLock lock, Secrets secrets, boolean ephemeral) {
    this.root = root;
    this.lock = lock;
    this.secrets = secrets;
    this.ephemeral = ephemeral;
  }

  /** Where data goes when no directory is named: what TRIBUTARY_DATA says, or {@code ~/.tributary}. */
  public static Path usual() {
    String named = System.getenv("TRIBUTARY_DATA");
    return named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".tributary") : Path.of(named);
  }

  /**
   * Opens and locks a directory, laying it out on first use.
   *
   * @throws CommandFailure if it is in use, of another layout, not ours, or can't be written
   */
  public static DataDirectory open(Path directory) {
    return open(directory, false);
  }

  /** A new directory that is deleted on {@link #close()}. */
  public static DataDirectory ephemeral() {
    try {
      return open(Files.createTempDirectory("tributary-"), true);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot create a temporary directory: " + e.getMessage(), e);
    }
  }

  private static DataDirectory open(Path directory, boolean ephemeral) {
    Path root = prepare(directory);
    InstanceLock lock = InstanceLock.take(root.resolve("lock"));
    try {
      return new DataDirectory(root, lock, layOut(root), ephemeral);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Path prepare(Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new CommandFailure(ExitCode.USAGE, directory + " is not a directory.");
    }
    try {
      Path root = Files.createDirectories(directory.toAbsolutePath()).toRealPath();
      if (!Files.exists(root.resolve("layout"))) {
        refuseForeign(root);
      }
      return root;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot create the data directory " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void refuseForeign(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      List<String> foreign =
          entries.map(entry -> entry.getFileName().toString()).filter(name -> !MADE_BEFORE_LAYOUT.contains(name)).toList();
      if (!foreign.isEmpty()) {
        throw new CommandFailure(ExitCode.USAGE,
            root + " holds other things (such as " + foreign.getFirst() + "): name an empty directory or a new one.");
      }
    }
  }

  private static Secrets layOut(Path root) {
    Path layout = root.resolve("layout");
    try {
      if (!Files.exists(layout)) {
        Secrets secrets = Secrets.create(root.resolve("secrets"));
        Files.writeString(layout, LAYOUT + "\n");
        return secrets;
      }
      String found = Files.readString(layout).strip();
      if (!found.equals(LAYOUT)) {
        throw new CommandFailure(ExitCode.FAILED, root + " has layout " + found + ", and this version reads layout " + LAYOUT
            + ": use the version that made it, or another directory.");
      }
      return Secrets.load(root.resolve("secrets"));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot lay out the data directory " + root + ": " + e.getMessage(), e);
    }
  }

  public Path root() {
    return root;
  }

  public Secrets secrets() {
    return secrets;
  }

  /** What keeps an instance from writing here: one sentence; empty when nothing does. */
  public Optional<String> fault() {
    return DiskSpace.fault(root);
  }

  public Path part(String name) {
    return root.resolve(name);
  }

  public Path log() {
    return root.resolve("logs").resolve("tributary.log");
  }

  @Override
  public void close() {
    lock.close();
    if (ephemeral) {
      Trees.delete(root);
    }
  }
}
