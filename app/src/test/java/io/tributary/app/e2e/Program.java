package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The program as the start script runs it, in a process of its own. */
final class Program {
  private final Process process;
  private final Path output;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code tributary args}; what it prints goes to a file. */
  static Program start(Path output, List<String> args) throws IOException {
    return start(output, args, Map.of());
  }

  /** With further environment variables. */
  static Program start(Path output, List<String> args, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(withDefaultSignals());
    command.addAll(command());
    command.addAll(args);
    return start(output, Path.of("."), command, environment);
  }

  /** Writes a script that stands for the checkout's. */
  static void install(Path script) throws IOException {
    String line = command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(script, "#!/bin/sh\nexec " + line + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> command() throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx1g",
        "-cp", classPath(),
        "io.tributary.app.Main");
  }

  /** A build that runs in the background of a shell ignores SIGINT, and its children would inherit that. */
  private static List<String> withDefaultSignals() {
    return System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Starts any other program. */
  static Program start(Path output, Path directory, List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new Program(builder.start(), output);
  }

  /** Runs {@code tributary args} to its end. */
  static Result run(Path output, List<String> args) throws IOException, InterruptedException {
    return start(output, args).await(Duration.ofMinutes(5));
  }

  /** How a program ended. */
  record Result(int status, String output) {}

  Result await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end within " + patience + ":\n" + output());
    }
    return new Result(process.exitValue(), output());
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is ready, or dies. */
  void awaitReady(Duration patience) {
    Awaitility.await().atMost(patience).until(() -> output().contains("Ready in") || !isAlive());
    assertThat(isAlive()).as(output()).isTrue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** This process and all below it. */
  List<ProcessHandle> tree() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    return tree;
  }

  /** What Ctrl-C in a terminal does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** SIGTERM, as an orchestrator sends it. */
  void terminate() {
    process.destroy();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static String classPath() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    return target.resolve("classes") + System.getProperty("path.separator")
        + Files.readString(target.resolve("classpath.txt")).strip();
  }
}
