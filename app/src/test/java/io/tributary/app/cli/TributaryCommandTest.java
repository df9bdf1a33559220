package io.tributary.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TributaryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "token", "replay", "demo", "version"})
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
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString()).contains("Name a command: dev, token, replay, demo, version");
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
    "demo --concurrency 0", "demo --seconds 0"
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

  @Test
  void versionTellsTheBuild() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).matches("(?s)tributary \\d.* \\(Java .*");
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
