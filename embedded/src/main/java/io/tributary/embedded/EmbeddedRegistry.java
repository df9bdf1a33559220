package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real schema registry (Apicurio) as a child process on 127.0.0.1, with the global compatibility level FULL_TRANSITIVE. Its
 * ids are stored before it answers, because payloads embed them.
 */
public final class EmbeddedRegistry implements EmbeddedPart {
  private static final int FREE_PORT_ATTEMPTS = 5;

  private final DataDirectoryLock lock;
  private final RegistryServer server;
  private final RegistryClasses classes;
  private final boolean temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedRegistry(DataDirectoryLock lock, RegistryServer server, boolean temporary) {
    this.lock = lock;
    this.server = server;
    this.temporary = temporary;
    // A temporary registry serves a short run, which the recording would only slow down.
    this.classes = temporary ? RegistryClasses.none() : RegistryClasses.recordIfAbsent();
  }

  /**
   * Starts on a data directory.
   *
   * @param port 0 for a free one
   * @throws PartFailedException if the port is taken, the directory is in use, the disk full, the archive missing, …
   */
  public static EmbeddedRegistry start(Path dataDir, int port) {
    return start(dataDir, port, false);
  }

  /** Starts on a new directory, which {@link #close()} deletes, and a free port. */
  public static EmbeddedRegistry temporary() {
    return Directories.inTemporary("registry", home -> start(home, 0, true));
  }

  private static EmbeddedRegistry start(Path dataDir, int port, boolean temporary) {
    Path home = Directories.prepare(dataDir);
    DataDirectoryLock lock = DataDirectoryLock.take("the schema registry", home);
    try {
      Orphans.stop(
          "the schema registry", Orphans.withArgument(RegistryServer.ownerMark(home)), "TERM", Duration.ofSeconds(5));
      return new EmbeddedRegistry(lock, startServer(home, port), temporary);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static RegistryServer startServer(Path home, int port) {
    for (int attempt = 1; ; attempt++) {
      int chosen = FreePorts.claim(port, "--registry-port");
      RegistryServer server =
          RegistryServer.start("the schema registry", home, chosen, List.of(), RegistryClasses.options());
      try {
        if (server.awaitReady()) {
          server.api().requireFullCompatibility();
          return server;
        }
        server.stop();
      } catch (IOException e) {
        server.stop();
        throw Disk.failure("the schema registry started but refuses its compatibility level", home, e);
      } catch (RuntimeException e) {
        server.stop();
        throw e;
      }
      if (port != 0 || attempt == FREE_PORT_ATTEMPTS) {
        throw new PartFailedException("port " + chosen + " is taken; choose another with --registry-port");
      }
    }
  }

  /** The base of the Confluent registry API, for {@code schema.registry.url}. */
  public String url() {
    return server.api().url();
  }

  public int port() {
    return server.port();
  }

  Path home() {
    return server.home();
  }

  /** The server's process. */
  public Process process() {
    return server.child().process();
  }

  @Override
  public CompletableFuture<Void> exited() {
    return server.child().exited();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    classes.close();
    server.stop();
    if (temporary) {
      Directories.deleteUnchecked(server.home());
    }
    lock.close();
  }
}
