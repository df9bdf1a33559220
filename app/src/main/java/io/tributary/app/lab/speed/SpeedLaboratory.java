package io.tributary.app.lab.speed;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.instance.Trees;
import io.tributary.app.lab.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Measures section by section, each on a platform of its own that starts empty, and writes the report. */
public final class SpeedLaboratory {
  private final Path root;
  private final boolean quick;
  private final int keys;
  private final PrintStream out;

  /**
   * @param root a directory for the data of all sections
   * @param quick small sizes: it shows that it works, its figures mean little
   * @param keys how many wallets there are at most
   */
  public SpeedLaboratory(Path root, boolean quick, int keys, PrintStream out) {
    this.root = root;
    this.quick = quick;
    this.keys = keys;
    this.out = out;
  }

  /**
   * Measures. The report is written after each section: one that fails takes nothing from the others.
   *
   * @param directory for {@code speed.md} and the plots in {@code speed/}
   * @throws IOException when the report can't be written
   * @throws CommandFailure when not all sections could be measured
   */
  public void run(List<Section> sections, Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("speed.md");
    SpeedReport report = SpeedReport.of(Machine.describe(root), Files.exists(file) ? Files.readString(file) : "");
    List<Section> failed = new ArrayList<>();
    for (Section section : sections) {
      out.printf("%n  %s%n", section.title());
      double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      long begin = System.nanoTime();
      try {
        Findings found = measure(section);
        draw(found, directory.resolve("speed"));
        report.put(section, found,
            new SpeedReport.Circumstances(
                LocalDate.now(ZoneOffset.UTC), Duration.ofNanos(System.nanoTime() - begin), load, command(section)));
        Files.writeString(file, report.text());
      } catch (CommandFailure e) {
        failed.add(section);
        out.println("    " + e.getMessage());
      }
    }
    out.printf("%n%s%n", file);
    if (!failed.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILED,
          "Not all sections could be measured: " + failed.stream().map(Section::id).collect(Collectors.joining(", ")) + ".");
    }
  }

  private static void draw(Findings found, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Plot plot : found.plots()) {
      Drawing.write(plot, directory);
    }
  }

  private Findings measure(Section section) throws InterruptedException {
    Path directory = root.resolve(section.id());
    try {
      return section.measure(new Bench(Files.createDirectories(directory), quick, keys, out));
    } catch (InterruptedException | CommandFailure e) {
      throw e;
    } catch (Exception e) {
      throw new CommandFailure(ExitCode.FAILED, "\"" + section.title() + "\" could not be measured: " + e, e);
    } finally {
      Trees.delete(directory);
    }
  }

  private String command(Section section) {
    return "./tributary lab speed --only " + section.id() + (section == Section.GROWTH ? " --keys " + keys : "")
        + (quick ? " --quick" : "");
  }
}
