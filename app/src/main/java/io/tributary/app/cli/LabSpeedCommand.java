package io.tributary.app.cli;

import io.tributary.app.lab.speed.Section;
import io.tributary.app.lab.speed.SpeedLaboratory;
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
          + "take half an hour. Sections that are not run now stay in the report as they are, if they are of the same machine."
    })
final class LabSpeedCommand implements Runnable {
  private static final Path USUAL = Path.of("docs", "lab");

  /** Where figures go that mean little. */
  private static final Path QUICK = Path.of(System.getProperty("java.io.tmpdir"), "tributary-lab");

  @Option(
      names = "--only",
      paramLabel = "SECTION",
      split = ",",
      description = "These sections alone, separated by commas: draining, visibility, commands, reads, recovery, cost, growth, "
          + "instances (default: all).")
  private @Nullable List<String> only;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many wallets there are at most, from 1000 to 10000000 (default: ${DEFAULT-VALUE}).")
  private int keys;

  @Option(names = "--quick", description = "Small sizes: shows that it works; the figures mean little.")
  private boolean quick;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where speed.md is written, and its plots below it (default: docs/lab; with --quick, a temporary directory).")
  private @Nullable Path report;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    Given.require(spec, keys >= 1_000 && keys <= 10_000_000, "--keys must be from 1000 to 10000000.");
    List<Section> sections = Chosen.of(spec, "section", Section.values(), Section::id, only);
    Path directory = report == null ? quick ? QUICK : USUAL : report;
    LabRun.run(root -> new SpeedLaboratory(root, quick, keys, System.out).run(sections, directory));
  }
}
