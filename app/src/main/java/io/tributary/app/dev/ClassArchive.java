package io.tributary.app.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's archive of the classes that a start loads, in the background of the first one: the next starts take about
 * half of the processor time. The start script asks for it, and names the file, where there is none for this build.
 */
final class ClassArchive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  /** The list that this JVM writes as it loads classes. */
  private static final String LIST = "tributary.classes.list";

  private static final String ARCHIVE = "tributary.classes.archive";

  /** The first requests load classes too, and shouldn't wait for this. */
  private static final Duration DELAY = Duration.ofSeconds(20);

  private static final Duration CLEAN_UP = Duration.ofSeconds(1);

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Process dump;
  private @Nullable Thread thread;

  private ClassArchive() {}

  /** Does nothing unless the start script asked for it. */
  static ClassArchive start() {
    ClassArchive classes = new ClassArchive();
    String archive = System.getProperty(ARCHIVE);
    if (archive != null) {
      classes.thread = Thread.ofPlatform().daemon().name("class-archive").start(() -> classes.make(Path.of(archive)));
    }
    return classes;
  }

  private void make(Path archive) {
    Path list = Path.of(System.getProperty(LIST));
    Path unfinished = archive.resolveSibling(list.getFileName() + ".jsa");
    Path complete = archive.resolveSibling(list.getFileName() + ".complete");
    try {
      if (closed.await(DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      String written = Files.readString(list, StandardCharsets.UTF_8);
      Files.writeString(complete, written.substring(0, written.lastIndexOf('\n') + 1));
      if (runDump(complete, unfinished) && Files.exists(unfinished)) {
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("The next start takes its classes from {}", archive);
      }
    } catch (IOException e) {
      LOG.warn("The classes were not archived, so the next start is as slow as this one: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      deleteQuietly(list, unfinished, complete);
    }
  }

  private boolean runDump(Path list, Path unfinished) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
        "nice", "-n", "19", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + unfinished,
        "-Xlog:disable", "-cp", System.getProperty("java.class.path"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    dump = process;
    if (closed.getCount() == 0) {
      process.destroyForcibly();
    }
    return process.waitFor() == 0;
  }

  private static void deleteQuietly(Path... files) {
    for (Path file : List.of(files)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.debug("{} is left behind", file, e);
      }
    }
  }

  /** Gives up a dump under way. */
  @Override
  public void close() {
    closed.countDown();
    Process running = dump;
    if (running != null) {
      running.destroyForcibly();
    }
    try {
      if (thread != null) {
        thread.join(CLEAN_UP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
