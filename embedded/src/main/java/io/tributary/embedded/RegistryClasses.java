package io.tributary.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's archive of the registry's loaded classes: with it the registry starts in less than half the time. It is made once
 * per registry and JVM version by a second registry that runs in the background with low priority after the first start;
 * writing it when the real one stops would make that stop take seconds.
 */
final class RegistryClasses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryClasses.class);
  private static final Duration DUMP_PATIENCE = Duration.ofMinutes(2);
  private static final Duration CLEAN_UP_PATIENCE = Duration.ofSeconds(1);
  private static final AtomicBoolean RECORDING = new AtomicBoolean();

  private volatile boolean closed;
  private volatile @Nullable RegistryServer rehearsal;
  private @Nullable Thread recorder;

  private RegistryClasses() {}

  /** JVM options that use the archive if there is one. */
  static List<String> options() {
    Path archive = archive();
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto") : List.of();
  }

  /** No recording. */
  static RegistryClasses none() {
    return new RegistryClasses();
  }

  /** Makes the archive in the background if there is none and nobody else is at it. */
  static RegistryClasses recordIfAbsent() {
    RegistryClasses classes = new RegistryClasses();
    if (!Files.exists(archive()) && RECORDING.compareAndSet(false, true)) {
      classes.recorder = Thread.ofPlatform().name("registry-classes").daemon().start(classes::record);
    }
    return classes;
  }

  private void record() {
    Path archive = archive();
    Path lockFile = archive.resolveSibling(archive.getFileName() + ".lock");
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null && !Files.exists(archive)) {
        rehearse(archive);
      }
    } catch (IOException | OverlappingFileLockException | PartFailedException e) {
      if (!closed) {
        LOG.warn("The registry's classes were not archived, so it starts slowly: {}", e.getMessage());
      }
    } finally {
      RECORDING.set(false);
    }
  }

  private void rehearse(Path archive) throws IOException {
    Path home = Directories.temporary("registry-classes");
    try {
      Path unfinished = home.resolve("classes.jsa");
      RegistryServer server = RegistryServer.start("the registry's rehearsal", home, FreePorts.next(),
          List.of("nice", "-n", "19"), List.of("-XX:ArchiveClassesAtExit=" + unfinished));
      rehearsal = server;
      try {
        if (!closed && server.awaitReady()) {
          server.api().requireFullCompatibility();
          server.child().stop(List.of(new ChildProcess.StopStep("TERM", DUMP_PATIENCE)));
          if (Files.exists(unfinished) && !closed) {
            Path beside = archive.resolveSibling(archive.getFileName() + ".unfinished");
            Files.copy(unfinished, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
          }
        }
      } finally {
        server.child().stop(List.of());
      }
    } finally {
      Directories.delete(home);
    }
  }

  /** Gives up a recording under way. */
  @Override
  public void close() {
    closed = true;
    RegistryServer running = rehearsal;
    if (running != null) {
      running.child().stop(List.of());
    }
    if (recorder != null) {
      try {
        // It deletes its temporary directory.
        recorder.join(CLEAN_UP_PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Path archive() {
    String jvm = System.getProperty("java.vm.vendor") + "-" + System.getProperty("java.vm.version");
    return CacheDirectory.get()
        .resolve("registry-" + Baked.get("registry.version") + "-" + jvm.replaceAll("[^A-Za-z0-9.]+", "-") + ".jsa");
  }
}
