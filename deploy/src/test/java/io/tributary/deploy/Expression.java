package io.tributary.deploy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus' language asks for: each metric, with the labels that it is selected by; and the labels
 * that are grouped by. What is neither a known function nor a keyword counts as a metric, so a mistyped one is found, too.
 */
record Expression(Map<String, Set<String>> metrics, Set<String> grouping) {
  private static final Set<String> WORDS = Set.of(
      "sum", "max", "min", "avg", "topk", "rate", "increase", "delta", "histogram_quantile", "min_over_time", "and", "or",
      "unless");

  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?");

  static Expression parse(String text) {
    Set<String> grouping = new HashSet<>();
    String rest = RANGE.matcher(STRING.matcher(text).replaceAll("\"\"")).replaceAll("");
    Matcher groups = GROUPING.matcher(rest);
    while (groups.find()) {
      for (String label : groups.group(1).split(",")) {
        grouping.add(label.strip());
      }
    }
    Map<String, Set<String>> metrics = new TreeMap<>();
    Matcher found = SELECTOR.matcher(GROUPING.matcher(rest).replaceAll(""));
    while (found.find()) {
      if (!WORDS.contains(found.group(1))) {
        Set<String> labels = metrics.computeIfAbsent(found.group(1), name -> new TreeSet<>());
        if (found.group(2) != null) {
          for (String matcher : found.group(2).split(",")) {
            labels.add(matcher.split("[=!~]", 2)[0].strip());
          }
        }
      }
    }
    return new Expression(metrics, grouping);
  }
}
