package io.tributary.app.cli;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.lab.speed.Section;
import io.tributary.app.lab.speed.SpeedLaboratory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary lab speed}. */
@Command(
    name = "speed",
    description = {
      "Measures how fast the platform is on this machine, and writes a report with plots.",
      "",
      "Each section starts what it needs in a temporary directory and ends it again. Let nothing else run meanwhile. All of them "
          + "take some ten minutes."
    })
final class LabSpeedCommand implements Runnable {
  @Option(
      names = "--only",
      paramLabel = "SECTION",
      split = ",",
      description = "These sections alone, separated by commas: draining, visibility, reads, recovery, cost (default: all).")
  private @Nullable List<String> only;

  @Option(names = "--quick", description = "Small sizes: shows that it works; the figures mean little.")
  private boolean quick;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      defaultValue = "docs/lab",
      description = "Where speed.md is written, and its plots below it (default: ${DEFAULT-VALUE}).")
  private Path report;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    List<Section> sections = Chosen.of(spec, "section", Section.values(), Section::id, only);
    StopHook hook = StopHook.set();
    try (DataDirectory directory = DataDirectory.ephemeral()) {
      System.setProperty("tributary.log.file", directory.log().toString());
      new SpeedLaboratory(directory.root(), quick, System.out).run(sections, report, command());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot write the report: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
    } finally {
      hook.ended();
    }
  }

  private String command() {
    return "./tributary lab speed" + (only == null ? "" : " --only " + String.join(",", only)) + (quick ? " --quick" : "")
        + (report.equals(Path.of("docs/lab")) ? "" : " --report " + report.getFileName());
  }
}
