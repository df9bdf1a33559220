package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server that runs as our child, watched until it ends. */
final class ChildProcess {
  /** A signal (without "SIG") and how long to wait for its effect. */
  record StopStep(String signal, Duration patience) {}

  private final ChildSpec spec;
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final CompletableFuture<Void> exited = new CompletableFuture<>();
  private volatile boolean stopping;

  private ChildProcess(ChildSpec spec) {
    this.spec = spec;
  }

  static ChildProcess start(ChildSpec spec) {
    ChildProcess child = new ChildProcess(spec);
    // The system signals a child when the *thread* that started it ends, so this thread must outlive the child.
    Thread.ofPlatform().name("watch " + spec.name()).daemon().start(child::runAndWatch);
    try {
      child.started.join();
      return child;
    } catch (CompletionException e) {
      throw Disk.failure("cannot start " + spec.name(), spec.directory(), e.getCause());
    }
  }

  private void runAndWatch() {
    Process process;
    try {
      if (Files.exists(spec.log())) {
        Path previous = spec.log().resolveSibling(spec.log().getFileName() + ".previous");
        Files.move(spec.log(), previous, StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder = new ProcessBuilder(Detachment.wrap(spec))
          .directory(spec.directory().toFile())
          .redirectErrorStream(true)
          .redirectOutput(spec.log().toFile());
      builder.environment().keySet().removeIf(name -> spec.hiddenVariables().stream().anyMatch(name::startsWith));
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      started.completeExceptionally(e);
      return;
    }
    started.complete(process);
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread, and its end would kill the child.
      }
    }
    if (stopping) {
      exited.complete(null);
    } else {
      exited.completeExceptionally(failure("stopped unexpectedly (" + cause(process.exitValue()) + ")"));
    }
  }

  Process process() {
    return started.join();
  }

  boolean isAlive() {
    return process().isAlive();
  }

  CompletableFuture<Void> exited() {
    return exited;
  }

  /** One sentence from what happened and the end of the log. */
  PartFailedException failure(String what) {
    String tail = logTail();
    String reason = Disk.problem(spec.directory(), tail).orElse("its last words: " + LogTail.tellingLine(tail));
    return new PartFailedException(spec.name() + " " + what + ": " + reason + " (log: " + spec.log() + ")");
  }

  String logTail() {
    return LogTail.read(spec.log());
  }

  /** Sends the signals one after the other until the process is gone, at last SIGKILL. */
  void stop(List<StopStep> steps) {
    stopping = true;
    Process process = process();
    for (StopStep step : steps) {
      if (!process.isAlive()) {
        break;
      }
      Signals.send(step.signal(), process.pid());
      await(process, step.patience());
    }
    process.destroyForcibly();
    await(process, Duration.ofSeconds(1));
    exited.exceptionally(e -> null).completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
  }

  private static void await(Process process, Duration patience) {
    try {
      process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Go on to the next step at once, and leave the decision to the caller.
      Thread.currentThread().interrupt();
    }
  }

  private static String cause(int exitCode) {
    return exitCode > 128 ? "signal " + (exitCode - 128) : "exit code " + exitCode;
  }
}
