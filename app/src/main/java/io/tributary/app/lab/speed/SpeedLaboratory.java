package io.tributary.app.lab.speed;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures section by section, each on a platform of its own that starts empty, and writes the report. */
public final class SpeedLaboratory {
  private final Path root;
  private final boolean quick;
  private final PrintStream out;

  /**
   * @param root a directory for the data of all sections
   * @param quick small sizes: it shows that it works, its figures mean little
   */
  public SpeedLaboratory(Path root, boolean quick, PrintStream out) {
    this.root = root;
    this.quick = quick;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param report directory for {@code speed.md} and the plots in {@code speed/}
   * @param command that repeats it
   * @throws IOException when the report can't be written
   */
  public void run(List<Section> sections, Path report, String command) throws IOException, InterruptedException {
    Map<Section, Findings> findings = new EnumMap<>(Section.class);
    for (Section section : sections) {
      out.printf("%n  %s%n", section.title());
      findings.put(section, measure(section));
    }
    Path plots = report.resolve("speed");
    Files.createDirectories(plots);
    for (Findings found : findings.values()) {
      for (Plot plot : found.plots()) {
        Drawing.write(plot, plots);
      }
    }
    Files.writeString(report.resolve("speed.md"), SpeedReport.of(findings, Machine.describe(root), command, quick));
    out.printf("%n%s%n", report.resolve("speed.md"));
  }

  private Findings measure(Section section) throws InterruptedException {
    try {
      Path directory = Files.createDirectories(root.resolve(section.id()));
      return section.measure(new Bench(directory, quick, out));
    } catch (InterruptedException | CommandFailure e) {
      throw e;
    } catch (Exception e) {
      throw new CommandFailure(ExitCode.FAILED, "\"" + section.title() + "\" could not be measured: " + e, e);
    }
  }
}
