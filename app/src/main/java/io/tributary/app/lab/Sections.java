package io.tributary.app.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The sections of a report in Markdown, of which a later run replaces some. */
public final class Sections {
  private static final Pattern HEADING = Pattern.compile("^## ", Pattern.MULTILINE);

  private Sections() {}

  /**
   * What stands below each heading. Nothing when the report is of another machine: its figures have no place beside this one's.
   *
   * @param report or nothing
   */
  public static Map<String, String> of(String report, String machine) {
    String[] parts = HEADING.split(report);
    Map<String, String> bodies = new LinkedHashMap<>();
    if (parts[0].contains(machine)) {
      Arrays.stream(parts).skip(1).forEach(part -> {
        int line = part.indexOf('\n');
        bodies.put(part.substring(0, Math.max(0, line)).strip(), part.substring(line + 1).strip());
      });
    }
    return bodies;
  }
}
