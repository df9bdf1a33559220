package io.tributary.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.ExitCode;
import io.tributary.app.lab.speed.Section;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class TributaryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "cluster", "serve", "api", "worker", "capture", "secrets", "token", "replay", "demo", "lab", "version"})
  void everyCommandExplainsItself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: tributary " + command).contains("Exit codes:");
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("  " + command + " ");
  }

  @Test
  void aMistypedCommandGetsASuggestion() {
    assertThat(run("replai", "x")).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("replay").contains("--help");
  }

  @Test
  void aMistypedOptionGetsASuggestion() {
    assertThat(run("dev", "--por", "1")).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("--port");
  }

  @Test
  void theSpeedLaboratoryKnowsItsSections() {
    assertThat(run("lab", "speed", "--only", "reading")).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("reading");
    for (Section section : Section.values()) {
      assertThat(run("lab", "speed", "--help")).isZero();
      assertThat(out.toString()).contains(section.id());
    }
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("Name a command: dev, cluster, serve, api, worker, capture, secrets, token, replay, demo, lab, version");
  }

  @Test
  void withoutAnInstanceThereIsOneClearLine(@TempDir Path data) {
    for (String[] line : new String[][] {{"token"}, {"demo"}, {"replay", "file.csv"}}) {
      String[] args = new String[line.length + 2];
      System.arraycopy(line, 0, args, 0, line.length);
      args[line.length] = "--data";
      args[line.length + 1] = data.toString();

      assertThat(run(args)).isEqualTo(ExitCode.NO_INSTANCE.status());
      assertThat(err.toString().strip()).hasLineCount(1).contains("No Tributary is running on " + data);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "token --role owner", "token --role platform --tenant x", "token --role king", "token --ttl soon", "token --ttl 0h",
    "dev --ephemeral --data x", "dev --port 70000", "replay", "replay f --limit 0", "replay f --fund 0", "replay f --rate -1",
    "demo --concurrency 0", "demo --seconds 0", "serve --partitions 0", "serve --replication-factor 0",
    "serve --no-capture --recapture", "capture --wait soon", "cluster --workers 0", "cluster --apis 99",
    "cluster --ephemeral --data x", "worker --standby-replicas -1", "worker --query-port 0", "api --workers here"
  })
  void whatCannotBeMeantIsRefused(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).startsWith("tributary: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--pg-port", "--kafka-port", "--registry-port"})
  void aTakenPortIsSaidBeforeAnythingStarts(String option, @TempDir Path data) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> line = new ArrayList<>(List.of("dev", "--data", data.toString(), option, "" + taken.getLocalPort()));
      if (!option.equals("--port")) {
        line.addAll(List.of("--port", "0"));
      }
      assertThat(run(line.toArray(String[]::new))).isEqualTo(ExitCode.IN_USE.status());
      assertThat(err.toString().strip()).hasLineCount(1).contains("choose another with " + option);
    }
    assertThat(data).isDirectoryNotContaining("glob:**postgres");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "capture"})
  void helpNamesTheVariableOfEachOptionThatHasOne(String command) {
    CommandSpec spec = TributaryCommand.commandLine().getSubcommands().get(command).getCommandSpec();
    List<String> variables = spec.options().stream()
        .filter(option -> option.userObject() instanceof Field)
        .map(option -> ((Field) option.userObject()).getAnnotation(CommandLine.Option.class))
        .filter(option -> option.defaultValue().startsWith("${env:"))
        .map(option -> {
          String variable = option.defaultValue().substring("${env:".length()).split("[:}]", 2)[0];
          assertThat(String.join(" ", option.description())).contains("(" + variable);
          return variable;
        })
        .toList();
    assertThat(variables).hasSizeGreaterThan(4).doesNotHaveDuplicates();
  }

  @Test
  void whatServersNeedIsAskedForByOptionAndVariable() {
    assertThat(run("capture")).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("give --postgres-url, or set TRIBUTARY_POSTGRES_URL");
    assertThat(run(line("serve"))).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("give --kafka, or set TRIBUTARY_KAFKA_BOOTSTRAP");
    assertThat(run("capture", "--kafka", "k:1", "--postgres-url", "postgres://h/d", "--postgres-user", "u",
        "--postgres-password", "p")).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("must begin with jdbc:postgresql://").doesNotContain("h/d");
  }

  @Test
  void keysAreMadeOnceAndMissedWhenOneIsGone(@TempDir Path directory) throws IOException {
    Path keys = directory.resolve("a/keys");
    assertThat(run("secrets", keys.toString())).isZero();
    byte[] master = Files.readAllBytes(keys.resolve("master.key"));
    Files.delete(keys.resolve("token.key"));
    assertThat(run("token", "--secrets", keys.toString())).isEqualTo(ExitCode.FAILED.status());
    assertThat(err.toString().strip()).hasLineCount(1).contains("token.key is missing", "tributary secrets " + keys);

    assertThat(run("secrets", keys.toString())).isZero();
    assertThat(Files.readAllBytes(keys.resolve("master.key"))).isEqualTo(master);
    assertThat(run("token", "--secrets", keys.toString())).isZero();
  }

  @Test
  void aServerThatStaysAwayIsOneClearLine(@TempDir Path directory) {
    String keys = directory.resolve("keys").toString();
    assertThat(run("secrets", keys)).isZero();

    assertThat(run(line("serve", "--kafka", "127.0.0.1:1", "--registry-url", "http://127.0.0.1:1", "--wait", "1s",
        "--secrets", keys, "--state", directory.resolve("state").toString(), "--port", "0")))
        .isEqualTo(ExitCode.PART_FAILED.status());
    assertThat(err.toString().strip()).hasLineCount(1).containsPattern(" cannot be reached: .* \\(waited 1 s\\)");
  }

  @Test
  void versionTellsTheBuild() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).matches("(?s)tributary \\d.* \\(Java .*");
  }

  /** The command with a PostgreSQL that nobody runs, and more. */
  private static String[] line(String command, String... more) {
    List<String> line = new ArrayList<>(List.of(command, "--postgres-url", "jdbc:postgresql://127.0.0.1:1/d",
        "--postgres-user", "u", "--postgres-password", "p"));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = TributaryCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
