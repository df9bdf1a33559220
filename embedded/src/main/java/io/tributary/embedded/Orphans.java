package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds servers that a crashed run left behind on our data directory. Called with the directory's lock held: whoever still
 * works there is an orphan. Processes are told by what they carry (arguments, working directory), never by a recorded pid
 * alone, which may have been given to someone else.
 */
final class Orphans {
  private Orphans() {}

  static Predicate<ProcessHandle> withArgument(String argument) {
    return process -> process.info().arguments().map(arguments -> List.of(arguments).contains(argument)).orElse(false);
  }

  /** Also finds a server's own children, whose arguments are rewritten; Linux only, elsewhere never true. */
  static Predicate<ProcessHandle> workingIn(Path directory, String program) {
    return process -> {
      try {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        return Files.readSymbolicLink(proc.resolve("cwd")).equals(directory)
            && Files.readString(proc.resolve("comm")).strip().equals(program);
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Stops them: politely with the signal, then by force; returns when all are gone. */
  static void stop(String part, Predicate<ProcessHandle> ours, String signal, Duration patience) {
    List<ProcessHandle> orphans = find(ours);
    if (orphans.isEmpty()) {
      return;
    }
    orphans.forEach(orphan -> Signals.send(signal, orphan.pid()));
    if (Waiting.until(patience, () -> find(ours).isEmpty())) {
      return;
    }
    find(ours).forEach(ProcessHandle::destroyForcibly);
    if (!Waiting.until(Duration.ofSeconds(5), () -> find(ours).isEmpty())) {
      throw new PartFailedException(
          part + " of an earlier run (process " + find(ours).getFirst().pid() + ") cannot be stopped; stop it by hand");
    }
  }

  private static List<ProcessHandle> find(Predicate<ProcessHandle> ours) {
    return ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).filter(ours).toList();
  }
}
