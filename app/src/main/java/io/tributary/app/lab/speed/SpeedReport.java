package io.tributary.app.lab.speed;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** What was measured, as Markdown. */
final class SpeedReport {
  private SpeedReport() {}

  static String of(Map<Section, Findings> findings, String machine, String command, boolean quick) {
    StringBuilder text = new StringBuilder("# Speed laboratory\n\n")
        .append("PostgreSQL, one broker, the registry, the platform and who measures it share one machine: ").append(machine)
        .append(". ").append(LocalDate.now(ZoneOffset.UTC)).append(".\n\nTo repeat it:\n\n```sh\n").append(command)
        .append("\n```\n\nA figure with a range in parentheses is the median of its rounds, least to most.\n");
    if (quick) {
      text.append("\n**Small sizes: this run shows that the laboratory works. Its figures mean little.**\n");
    }
    findings.forEach((section, found) -> {
      text.append("\n## ").append(section.title()).append("\n\n").append(found.text().strip()).append('\n');
      found.plots().forEach(plot ->
          text.append("\n![").append(plot.title()).append("](speed/").append(plot.file()).append(".svg)\n"));
    });
    return text.append("""

        ## Decisions per second

        `bench/README.md` has them for 1 to 4,096 callers, beside PostgreSQL and Redis in the same run.
        """).toString();
  }
}
