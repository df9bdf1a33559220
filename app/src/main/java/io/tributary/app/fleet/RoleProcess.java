package io.tributary.app.fleet;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A role of this program in a process of its own, from the same classes. It stops when this process ends, however that ends: it
 * reads from a pipe that is closed then.
 */
public final class RoleProcess implements AutoCloseable {
  /** A role stops within 10 s. */
  private static final Duration STOP = Duration.ofSeconds(12);

  /** An archive of the classes that a start loads, if the start script has one. */
  private static final String CLASSES = "tributary.classes";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int LAST_LINES = 5;

  private final Member member;
  private final Process process;
  private final Path log;

  private RoleProcess(Member member, Process process, Path log) {
    this.member = member;
    this.process = process;
    this.log = log;
  }

  /**
   * Returns at once.
   *
   * @param arguments further ones of its command
   * @param environment the variables of its options
   * @param log what it prints goes to the end of it
   */
  static RoleProcess start(
      Member member, Tuning tuning, List<String> arguments, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow",
        "-XX:+ExitOnOutOfMemoryError", "-Dtributary.stops.with.input=true"));
    command.addAll(tuning.options());
    String classes = System.getProperty(CLASSES);
    if (classes != null && tuning == Tuning.MANY) {
      command.addAll(List.of("-XX:SharedArchiveFile=" + classes, "-Xshare:auto", "-Xlog:disable"));
    }
    command.add("io.tributary.app.Main");
    command.addAll(member.arguments());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    try {
      return new RoleProcess(member, builder.start(), log);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot start " + member.name() + ": " + e.getMessage(), e);
    }
  }

  public Member member() {
    return member;
  }

  /** Processor time that it has taken so far. */
  public Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<?> exited() {
    return process.onExit();
  }

  /**
   * Waits until it is ready for requests.
   *
   * @throws CommandFailure when it ends first, or isn't ready in time
   */
  public void awaitReady(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw new CommandFailure(ExitCode.PART_FAILED, member.name() + " ended: " + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailure(
            ExitCode.PART_FAILED, member.name() + " was not ready after " + patience.toSeconds() + " s (log: " + log + ")");
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(member.url() + "/health/ready"))
        .timeout(Duration.ofSeconds(2)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits until it ends by itself; returns its exit status, or empty when it still runs after that time. */
  public OptionalInt awaitExit(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** The end of its log. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "its log " + log + " cannot be read";
    }
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: it stands still, its connections stay open. */
  public void suspend() throws InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: it goes on as if nothing had happened. */
  public void resume() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot signal " + member.name() + ": " + e.getMessage(), e);
    }
  }

  /** SIGTERM, as an orchestrator sends it; what is not gone after 12 s is killed. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
