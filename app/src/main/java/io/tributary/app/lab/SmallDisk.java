package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own, mounted on a directory, which can be filled. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts an empty one, in memory.
   *
   * @throws NotTriedException where that isn't possible
   */
  static SmallDisk mount(Path directory, int megabytes) throws InterruptedException {
    try {
      Files.createDirectories(directory);
      String refusal = run(
          List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tributary-lab", directory.toString()));
      if (!refusal.isEmpty()) {
        throw new NotTriedException("the right to mount a small file system, as root on Linux has it (mount: " + refusal + ")");
      }
      return new SmallDisk(directory);
    } catch (IOException e) {
      throw new NotTriedException("a program `mount`, as Linux has it");
    }
  }

  /** Empty when the program ended well, otherwise what it said. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    return status == 0 ? "" : said.isEmpty() ? "status " + status : said.lines().findFirst().orElse("");
  }

  /** Writes until only so much is left, or nothing any more. */
  void fill(long leftMegabytes) {
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (directory.toFile().getUsableSpace() > leftMegabytes << 20) {
        out.write(chunk, 0, (int) Math.min(CHUNK, directory.toFile().getUsableSpace() - (leftMegabytes << 20)));
      }
    } catch (IOException full) {
      // Others write, too: it is full sooner.
    }
  }

  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "The small disk cannot be freed: " + e.getMessage(), e);
    }
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  /** Its files are lost. It goes also when somebody still has one open. */
  @Override
  public void close() throws InterruptedException {
    try {
      String refusal = run(List.of("umount", "-l", directory.toString()));
      if (!refusal.isEmpty()) {
        throw new CommandFailure(ExitCode.FAILED, "The small disk stays mounted: " + refusal);
      }
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "The small disk stays mounted: " + e.getMessage(), e);
    }
  }
}
