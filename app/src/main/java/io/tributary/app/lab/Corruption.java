package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.RoleProcess;
import io.tributary.app.instance.Trees;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Bytes in the middle of a worker's tables change while it is away, as a bad disk changes them. It was stopped in good order, so
 * it takes its stores for whole. What it reads of them then must be known to be wrong: it may go on without that, or stop and say
 * so, and never tell it.
 */
final class Corruption {
  private static final Duration WATCHED = Duration.ofSeconds(30);
  private static final int SPOILED = 64;

  private Corruption() {}

  static void spoil(Scene scene) throws InterruptedException {
    Member worker = scene.workers().getFirst();
    Path states = scene.fleet().surroundings().states(worker);
    scene.fleet().process(worker).close();
    int tables = spoil(states);
    scene.note(worker.name() + " is away, and each of its " + tables + " tables damaged");
    scene.found("there was something to damage", tables > 0, tables + " tables");
    RoleProcess damaged = scene.fleet().start(worker);
    OptionalInt status = damaged.awaitExit(WATCHED);
    if (status.isPresent()) {
      String words = damaged.lastWords();
      scene.note(worker.name() + " has stopped");
      scene.found("it stops and says why", status.getAsInt() != 0 && (words.contains("checksum") || words.contains("orrupt")),
          "status " + status.getAsInt() + ": " + Scene.lastOf(words));
    } else {
      scene.note(worker.name() + " runs on, on what it could restore or has not read");
      damaged.close();
    }
    Trees.delete(states);
    scene.note("its stores are deleted");
    scene.startAgain(worker);
    scene.awaitCalm();
  }

  private static int spoil(Path states) {
    try (Stream<Path> files = Files.walk(states)) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
      for (Path table : tables) {
        try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
          // The rows come first in a table, its index last.
          long at = file.length() / 4;
          byte[] bytes = new byte[(int) Math.min(SPOILED, file.length() - at)];
          file.seek(at);
          file.readFully(bytes);
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) 0xff;
          }
          file.seek(at);
          file.write(bytes);
        }
      }
      return tables.size();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Tables below " + states + " cannot be damaged: " + e.getMessage(), e);
    }
  }
}
