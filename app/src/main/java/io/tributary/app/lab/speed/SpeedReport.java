package io.tributary.app.lab.speed;

import io.tributary.app.lab.Sections;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was measured on one machine, as Markdown. Sections that are not measured anew are kept. */
final class SpeedReport {
  private final String machine;
  private final Map<Section, String> bodies = new EnumMap<>(Section.class);

  private SpeedReport(String machine) {
    this.machine = machine;
  }

  /**
   * How a section was measured.
   *
   * @param load the machine's load average before it
   * @param command that repeats it
   */
  record Circumstances(LocalDate day, Duration took, double load, String command) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "Measured on %s in %d s by `%s`; the load average before was %.1f.%s",
          day, took.toSeconds(), command, load,
          command.contains(" --quick") ? " **Small sizes: it shows that the laboratory works; the figures mean little.**" : "");
    }
  }

  /** @param before the report as it is, or nothing */
  static SpeedReport of(String machine, String before) {
    SpeedReport report = new SpeedReport(machine);
    Map<String, String> kept = Sections.of(before, machine);
    for (Section section : Section.values()) {
      String body = kept.get(section.title());
      if (body != null && !body.equals(missing(section))) {
        report.bodies.put(section, body);
      }
    }
    return report;
  }

  void put(Section section, Findings found, Circumstances circumstances) {
    StringBuilder body = new StringBuilder(found.text().strip()).append('\n');
    found.plots().forEach(plot ->
        body.append("\n![").append(plot.title()).append("](speed/").append(plot.file()).append(".svg)\n"));
    bodies.put(section, body.append('\n').append(circumstances).toString());
  }

  private static String missing(Section section) {
    return "Not measured on this machine: `./tributary lab speed --only " + section.id() + "` adds it.";
  }

  String text() {
    StringBuilder text = new StringBuilder("# Speed laboratory\n\n")
        .append("PostgreSQL, one broker, the registry, the platform and who measures it share one machine: ").append(machine)
        .append(".\n\nTo measure all of it again:\n\n```sh\n./tributary lab speed\n```\n\n")
        .append("A figure with a range in parentheses is the median of its rounds, least to most.\n");
    for (Section section : Section.values()) {
      text.append("\n## ").append(section.title()).append("\n\n")
          .append(bodies.getOrDefault(section, missing(section))).append('\n');
    }
    return text.toString();
  }
}
